using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Window;
using HiqlRobotics.Tools.Video;

namespace HiqlRobotics.Tools.Sim;

/// <summary>A film of the window: has its name only when it is complete.</summary>
internal sealed class FilmFile : IFilm
{
    private readonly string _path, _temporary;
    private readonly VideoEncoder _encoder;

    public FilmFile(string path, int width, int height, double framesPerSecond)
    {
        (_path, _temporary) = (path, $"{path}.tmp{Environment.ProcessId}");
        _encoder = new VideoEncoder(_temporary, new VideoOptions(path, width, height, Speed: 1), framesPerSecond);
    }

    /// <inheritdoc/>
    public void Add(byte[] picture) => _encoder.Add(picture);

    /// <inheritdoc/>
    public void Finish()
    {
        _encoder.Finish();
        try
        {
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HiqlException($"{_path}: cannot be written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        File.Delete(_temporary);
    }
}
