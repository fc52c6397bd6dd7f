using System.Diagnostics;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Video;

/// <summary>ffmpeg behind a pipe: raw pictures in, an MP4 that every player and browser shows out.</summary>
internal sealed class VideoEncoder : IDisposable
{
    private const string Program = "ffmpeg";

    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="file">Written from its beginning, whatever it is called.</param>
    /// <param name="options">Size of the pictures.</param>
    /// <param name="framesPerSecond">Of the film.</param>
    public VideoEncoder(string file, VideoOptions options, double framesPerSecond)
    {
        string[] arguments =
        [
            "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{options.Width}x{options.Height}",
            "-r", framesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", file,
        ];
        _process = Process.Start(new ProcessStartInfo(Require(), arguments) { RedirectStandardInput = true, RedirectStandardError = true })
            ?? throw new HiqlException($"{Program}: cannot be started");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Full path of ffmpeg.</summary>
    /// <exception cref="HiqlException">It is not installed.</exception>
    public static string Require() => SystemProgram.Find(Program) ?? throw new HiqlException(
        $"{Program} is not on the PATH; it encodes the film: run ./hiql setup --video (Debian: apt-get install {Program})");

    /// <summary>Adds a picture: RGB, top row first, shape (height, width, 3).</summary>
    /// <exception cref="HiqlException">ffmpeg gave up; the message has its last words.</exception>
    public void Add(byte[] picture)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(picture);
        }
        catch (IOException)
        {
            _process.WaitForExit();
            throw Failure();
        }
    }

    /// <summary>Waits until the film is complete.</summary>
    /// <exception cref="HiqlException">ffmpeg failed; the message has its last words.</exception>
    public void Finish()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        if (_process.ExitCode != 0)
            throw Failure();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private HiqlException Failure() => new(
        $"{Program}: ended with {_process.ExitCode} before the film was complete: {SystemProgram.LastLine(_errors.Result)}");
}
