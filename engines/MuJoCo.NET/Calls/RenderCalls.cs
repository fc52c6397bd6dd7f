using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "OpenGL rendering".</summary>
internal static unsafe class RenderCalls
{
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
        Ensure.Ok(Visual.hmj_overlay(0, (int)place, viewport, first, second, context));
}
