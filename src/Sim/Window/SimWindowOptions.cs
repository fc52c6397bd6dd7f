namespace HiqlRobotics.Sim.Window;

/// <summary>How a session is watched.</summary>
public sealed record SimWindowOptions
{
    /// <summary>What is opened first.</summary>
    public required SessionRequest Session { get; init; }

    /// <summary>Window width in screen coordinates.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>Window height in screen coordinates.</summary>
    public int Height { get; init; } = 800;

    /// <summary>Lines that drive the window (<see cref="WindowScript"/>); null for a person.</summary>
    public WindowScript? Script { get; init; }

    /// <summary>
    /// Waits until a person who closed the window and left the session running wants a window again; false where it shall end.
    /// Null where nobody could ask for one: then a session ends with its window. A script comes back by itself.
    /// </summary>
    public Func<CancellationToken, bool>? AwaitReturn { get; init; }

    /// <summary>Where the person's settings are kept; null neither reads nor writes any.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>Pictures per second at most.</summary>
    public double FramesPerSecond { get; init; } = 60;
}
