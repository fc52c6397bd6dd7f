namespace HiqlRobotics.Sim.Window;

/// <summary>How a simulation is watched.</summary>
public sealed record SimWindowOptions
{
    /// <summary>The evaluation task that every episode runs; null takes them in turn.</summary>
    public int? TaskId { get; init; }

    /// <summary>Seed of the first episode; the following ones count up.</summary>
    public ulong Seed { get; init; }

    /// <summary>Simulated seconds per second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Window width in screen coordinates.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>Window height in screen coordinates.</summary>
    public int Height { get; init; } = 800;

    /// <summary>Where a picture of the window is written (PNG), or null for none.</summary>
    public string? ScreenshotPath { get; init; }

    /// <summary>Seconds after opening at which the picture is taken and the window closes.</summary>
    public double ScreenshotAfter { get; init; } = 2;
}
