using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Films the window at a steady rate, however irregular its pictures are.</summary>
internal sealed class FilmCamera : IDisposable
{
    private const double FramesPerSecond = 30;

    private readonly IFilm _film;
    private double _begun;
    private long _frames;

    public FilmCamera(ISessionHost host, string path, MjViewport viewport, double now)
    {
        (Path, _begun) = (path, now);
        // Colour has half the resolution of brightness in the format every player understands.
        Viewport = viewport;
        (Width, Height) = (viewport.Width & ~1, viewport.Height & ~1);
        _film = host.BeginFilm(path, Width, Height, FramesPerSecond);
    }

    public string Path { get; }

    public MjViewport Viewport { get; }

    private int Width { get; }

    private int Height { get; }

    /// <summary>Adds a picture as often as its time on the screen is worth.</summary>
    public void Add(byte[] picture, double now)
    {
        var even = Crop(picture);
        var due = (long)((now - _begun) * FramesPerSecond) + 1;
        // A minimised window draws nothing; its time is left out of the film.
        if (due - _frames > FramesPerSecond)
        {
            _begun += (due - _frames - 1) / FramesPerSecond;
            due = _frames + 1;
        }
        for (; _frames < due; _frames++)
            _film.Add(even);
    }

    public void Finish() => _film.Finish();

    public void Dispose() => _film.Dispose();

    private byte[] Crop(byte[] picture)
    {
        if (Width == Viewport.Width)
            return picture.Length == 3 * Width * Height ? picture : picture[..(3 * Width * Height)];
        var even = new byte[3 * Width * Height];
        for (var row = 0; row < Height; row++)
            picture.AsSpan(3 * Viewport.Width * row, 3 * Width).CopyTo(even.AsSpan(3 * Width * row));
        return even;
    }
}
