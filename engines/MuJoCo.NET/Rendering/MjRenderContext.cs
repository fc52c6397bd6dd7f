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

    /// <summary>A filled rectangle, the brick of which bars and graphs are made.</summary>
    public static void Rectangle(MjViewport area, float red, float green, float blue, float alpha) =>
        Visual.hmj_rectangle(area, red, green, blue, alpha);

    public void Dispose() => _handle.Dispose();
}
