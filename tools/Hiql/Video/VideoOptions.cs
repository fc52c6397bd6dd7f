using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Video;

/// <summary>How a film is made.</summary>
/// <param name="Path">Where it is written (MP4).</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Speed">Times real time.</param>
internal sealed record VideoOptions(string Path, int Width, int Height, int Speed)
{
    private const int Smallest = 160, Largest = 3840, Fastest = 20;

    /// <summary>Takes the values of the command line.</summary>
    /// <exception cref="InputException">A name, a size or a speed that no film can have.</exception>
    public static VideoOptions Parse(string path, string size, int speed)
    {
        if (!path.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"--video: expected a file name ending in .mp4, found '{path}'");
        if (size.Split('x') is not [var left, var right] || !int.TryParse(left, out var width) || !int.TryParse(right, out var height)
            || !IsPossible(width) || !IsPossible(height))
            throw new InputException($"--video-size: expected two even numbers of {Smallest} to {Largest}, as in 960x720, found '{size}'");
        if (speed is < 1 or > Fastest)
            throw new InputException($"--video-speed: expected 1 to {Fastest}, found {speed}");
        return new VideoOptions(path, width, height, speed);
    }

    // Colour has half the resolution of brightness in the format that every player understands.
    private static bool IsPossible(int pixels) => pixels is >= Smallest and <= Largest && int.IsEvenInteger(pixels);
}
