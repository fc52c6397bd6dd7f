using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "OpenGL rendering".</summary>
internal static unsafe class RenderCalls
{
    /// <summary>Not MuJoCo's plain font: without its dark edge, text on a scene is hard to read.</summary>
    private const int ShadowFont = 1;
    private const int BigFont = 2;

    internal static RenderContextHandle Make(nint model, int fontScale, int width, int height)
    {
        Ensure.Ok(Visual.hmj_context_new(model, fontScale, width, height, out nint context));
        return new RenderContextHandle(context);
    }

    internal static void SetBuffer(MjFramebuffer buffer, nint context) =>
        Ensure.Ok(Visual.hmj_set_buffer((int)buffer, context));

    internal static void Render(MjViewport viewport, nint scene, nint context) =>
        Ensure.Ok(Visual.hmj_render(viewport, scene, context));

    internal static void ReadPixels(Span<byte> rgb, MjViewport viewport, nint context)
    {
        fixed (byte* pixels = rgb)
            Ensure.Ok(Visual.hmj_read_pixels(pixels, viewport, context));
    }

    internal static void Overlay(MjGrid place, MjViewport viewport, string first, string second, nint context) =>
        Ensure.Ok(Visual.hmj_overlay(0, (int)place, viewport, Glyphs.Of(first), Glyphs.Of(second), context));

    internal static void Text(
        MjViewport viewport, string text, float x, float y, float r, float g, float b, bool big, nint context) =>
        Ensure.Ok(Visual.hmj_text(Font(big), viewport, Glyphs.Of(text), x, y, r, g, b, context));

    internal static void Label(
        MjViewport area,
        string text,
        ReadOnlySpan<float> background,
        ReadOnlySpan<float> colour,
        bool big,
        nint context)
    {
        fixed (float* b = background, c = colour)
            Ensure.Ok(Visual.hmj_label(Font(big), area, Glyphs.Of(text), b, c, context));
    }

    internal static void Figure(MjViewport area, nint figure, nint context) =>
        Ensure.Ok(Visual.hmj_figure_draw(area, figure, context));

    private static int Font(bool big) => big ? BigFont : ShadowFont;
}
