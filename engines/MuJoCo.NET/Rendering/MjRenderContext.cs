using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>
/// MuJoCo's OpenGL renderer. An OpenGL context (compatibility profile) must be current on the calling thread for every
/// member, <see cref="Dispose"/> included.
/// </summary>
public sealed class MjRenderContext : IDisposable
{
    private readonly RenderContextHandle _handle;

    /// <param name="model">Its meshes, textures and height fields go to the GPU now.</param>
    /// <param name="fontScale">Percent: 50, 100, 150, 200, 250 or 300.</param>
    /// <param name="offscreenWidth">Width of the offscreen buffer; 0 for the model's <c>offwidth</c>.</param>
    /// <param name="offscreenHeight">Height of the offscreen buffer; 0 for the model's <c>offheight</c>.</param>
    /// <exception cref="MuJoCoException">No usable OpenGL.</exception>
    public MjRenderContext(MjModel model, int fontScale = 100, int offscreenWidth = 0, int offscreenHeight = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(offscreenWidth);
        ArgumentOutOfRangeException.ThrowIfNegative(offscreenHeight);
        _handle = RenderCalls.Make(model.Address, fontScale, offscreenWidth, offscreenHeight);
        GC.KeepAlive(model);
    }

    /// <summary>The whole of the current framebuffer.</summary>
    public MjViewport MaxViewport
    {
        get
        {
            Visual.hmj_max_viewport(_handle.Address, out int width, out int height);
            return new MjViewport(0, 0, width, height);
        }
    }

    /// <summary>Chooses where pictures are drawn and read from.</summary>
    /// <exception cref="MuJoCoException">OpenGL does not have this buffer.</exception>
    public void SetBuffer(MjFramebuffer buffer) => RenderCalls.SetBuffer(buffer, _handle.Address);

    public void Render(MjViewport viewport, MjScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        RenderCalls.Render(viewport, scene.Address, _handle.Address);
        GC.KeepAlive(scene);
    }

    /// <summary>Reads the picture back, bottom row first, 3 bytes per pixel without padding.</summary>
    /// <exception cref="ArgumentException">The span is not 3 × width × height long.</exception>
    public void ReadPixels(Span<byte> rgb, MjViewport viewport)
    {
        if (rgb.Length != 3 * viewport.Width * viewport.Height)
            throw new ArgumentException(
                $"{3 * viewport.Width * viewport.Height} bytes expected, found {rgb.Length}", nameof(rgb));
        RenderCalls.ReadPixels(rgb, viewport, _handle.Address);
    }

    /// <summary>Text in a corner: two columns, lines separated by newlines.</summary>
    public void Overlay(MjGrid place, MjViewport viewport, string left, string right = "") =>
        RenderCalls.Overlay(place, viewport, left, right, _handle.Address);

    /// <summary>One line of text anywhere on the picture, with a dark edge unless it is big.</summary>
    /// <param name="viewport">What the place refers to; the text may be longer.</param>
    /// <param name="text">ASCII; MuJoCo's fonts have no other letters and show a question mark.</param>
    /// <param name="x">Where the text begins: 0 at the left, 1 at the right. Nothing is drawn outside of that.</param>
    /// <param name="y">Where the text stands: 0 at the bottom, 1 at the top. Nothing is drawn outside of that.</param>
    /// <param name="r">Red, 0 to 1.</param>
    /// <param name="g">Green, 0 to 1.</param>
    /// <param name="b">Blue, 0 to 1.</param>
    /// <param name="big">Takes the larger font.</param>
    public void Text(
        MjViewport viewport, string text, float x, float y, float r, float g, float b, bool big = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        RenderCalls.Text(viewport, text, x, y, r, g, b, big, _handle.Address);
    }

    /// <summary>A filled rectangle with a line of text in its middle.</summary>
    /// <param name="area">The rectangle.</param>
    /// <param name="text">ASCII, as in <see cref="Text"/>.</param>
    /// <param name="background">4 values, 0 to 1.</param>
    /// <param name="color">Of the text; 3 values, 0 to 1.</param>
    /// <param name="big">Takes the larger font.</param>
    public void Label(
        MjViewport area, string text, ReadOnlySpan<float> background, ReadOnlySpan<float> color, bool big = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (background.Length != 4 || color.Length != 3)
            throw new ArgumentException($"4 + 3 values expected, found {background.Length} + {color.Length}");
        RenderCalls.Label(area, text, background, color, big, _handle.Address);
    }

    /// <summary>A plot on top of what was drawn before; the labels of a very narrow one stick out.</summary>
    public void Figure(MjViewport area, MjFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        RenderCalls.Figure(area, figure.Address, _handle.Address);
        GC.KeepAlive(figure);
    }

    /// <summary>A filled rectangle, the brick of which bars and graphs are made.</summary>
    public static void Rectangle(MjViewport area, float red, float green, float blue, float alpha) =>
        Visual.hmj_rectangle(area, red, green, blue, alpha);

    public void Dispose() => _handle.Dispose();
}
