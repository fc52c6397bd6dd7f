using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>How a control run goes; every default is here.</summary>
public sealed record ControlOptions
{
    /// <summary>The evaluation task every episode poses.</summary>
    public int TaskId { get; init; } = 1;

    /// <summary>Seed of the episodes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ticks per second; null for the environment's own rate.</summary>
    public double? Rate { get; init; }

    /// <summary>How long to run, in seconds at that rate.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>Policy calls before the clock starts, so that compiled code and caches are warm.</summary>
    public int WarmUpTicks { get; init; } = 2000;

    /// <summary>Largest change of an action element per tick; null for no limit.</summary>
    public float? MaxActionChange { get; init; }

    /// <summary>Consecutive non-finite ticks that latch a safe stop.</summary>
    public int FaultLimit { get; init; } = Watchdog.DefaultFaultLimit;

    /// <summary>Consecutive late ticks that latch a safe stop.</summary>
    public int MissLimit { get; init; } = Watchdog.DefaultMissLimit;

    /// <summary>The rate that counts.</summary>
    internal double RateIn(EnvironmentSpec environment) => Rate ?? 1.0 / environment.ControlTimestep;

    /// <exception cref="InputException">A value no run can have.</exception>
    internal void Validate()
    {
        Require("rate", Rate ?? 1, 1e-3, 1e5, "Hz");
        Require("seconds", Seconds, 1e-6, 1e9, "s");
        Require("warm-up", WarmUpTicks, 0, 1e9, "ticks");
        Require("largest action change", MaxActionChange ?? 1, float.Epsilon, float.MaxValue, "per tick");
        Require("fault limit", FaultLimit, 1, int.MaxValue, "ticks");
        Require("miss limit", MissLimit, 1, int.MaxValue, "ticks");
    }

    private static void Require(string name, double found, double minimum, double maximum, string unit)
    {
        if (!(found >= minimum && found <= maximum))
            throw new InputException($"{name}: expected {minimum:g} to {maximum:g} {unit}, found {found:g}");
    }
}
