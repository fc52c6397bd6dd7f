namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>A job of the plan that is in Slurm's queue.</summary>
/// <param name="array">Job id of its array.</param>
/// <param name="number">Of its task.</param>
/// <param name="job">What it does.</param>
internal sealed class SlurmTask(string array, int number, SweepJob job)
{
    public string Array { get; } = array;

    public int Number { get; } = number;

    public SweepJob Job { get; } = job;

    public string Id => $"{Array}_{Number}";

    /// <summary>Whether it was asked to go before it began: its end is no failure.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>When its end was seen first; null while it is on its way.</summary>
    public long? EndSeen { get; set; }
}
