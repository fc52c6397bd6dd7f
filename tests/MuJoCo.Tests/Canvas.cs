namespace MuJoCo.Tests;

/// <summary>A picture without screen or scene that starts black; colours are exact, as nothing is smoothed.</summary>
internal sealed class Canvas : IDisposable
{
    internal const int Width = 300;
    internal const int Height = 200;
    internal static readonly MjViewport All = new(0, 0, Width, Height);

    private const string Empty = "<mujoco><visual><quality offsamples='0'/></visual><worldbody/></mujoco>";

    private readonly MjModel _model = MjModel.FromXml(Empty);
    private readonly EglContext _egl = new();
    private readonly MjRenderContext _context;
    private readonly byte[] _rgb = new byte[3 * Width * Height];

    internal Canvas()
    {
        _context = new MjRenderContext(_model, offscreenWidth: Width, offscreenHeight: Height);
        _context.SetBuffer(MjFramebuffer.Offscreen);
    }

    /// <summary>Starts a new picture.</summary>
    internal Canvas Draw(Action<MjRenderContext> draw)
    {
        MjRenderContext.Rectangle(All, 0, 0, 0, 1);
        draw(_context);
        _context.ReadPixels(_rgb, All);
        return this;
    }

    internal byte[] Picture() => [.. _rgb];

    /// <summary>The pixels of one colour, counted from the lower left.</summary>
    internal (int X, int Y)[] Find(byte red, byte green, byte blue) =>
        [.. Pixels().Where(p => At(p.X, p.Y) == (red, green, blue))];

    /// <summary>The pixels that are not black.</summary>
    internal (int X, int Y)[] Touched() => [.. Pixels().Where(p => At(p.X, p.Y) != (0, 0, 0))];

    public void Dispose()
    {
        _context.Dispose();
        _egl.Dispose();
        _model.Dispose();
    }

    private static IEnumerable<(int X, int Y)> Pixels() =>
        Enumerable.Range(0, Width * Height).Select(i => (i % Width, i / Width));

    private (byte Red, byte Green, byte Blue) At(int x, int y)
    {
        int pixel = 3 * ((y * Width) + x);
        return (_rgb[pixel], _rgb[pixel + 1], _rgb[pixel + 2]);
    }
}
