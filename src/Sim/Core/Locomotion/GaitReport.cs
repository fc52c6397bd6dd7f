namespace HiqlRobotics.Sim.Locomotion;

/// <summary>What a gait does on the paths of a maze.</summary>
public sealed record GaitReport
{
    /// <summary>Where it walked.</summary>
    public required string Environment { get; init; }

    /// <summary>Standard deviation of the action noise.</summary>
    public required double Noise { get; init; }

    /// <summary>Decides starts, goals and noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Control steps walked; an episode is cut where the robot falls.</summary>
    public required long Steps { get; init; }

    /// <summary>Metres per second towards the waypoint of each step.</summary>
    public required double SpeedMS { get; init; }

    /// <summary>Control steps per cell entered.</summary>
    public required double StepsPerCell { get; init; }

    /// <summary>Longest stay in one cell, in control steps.</summary>
    public required int LongestStay { get; init; }

    /// <summary>Times it fell on its back.</summary>
    public required int Flips { get; init; }

    /// <summary>The same per 50 000 control steps.</summary>
    public required double FlipsPer50000 { get; init; }

    /// <summary>Smallest z component of its up axis.</summary>
    public required double UprightMinimum { get; init; }
}
