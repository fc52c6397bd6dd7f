namespace HiqlRobotics.Learning;

/// <summary>How a run ended.</summary>
/// <param name="Steps">Gradient steps made, those before a resume included.</param>
/// <param name="Seconds">Time of this process's part.</param>
/// <param name="StepsPerSecond">Of this process's part.</param>
/// <param name="Cancelled">Whether it was stopped before its end; a checkpoint was saved.</param>
/// <param name="FinalMetrics">The last line of metrics.</param>
public sealed record TrainSummary(
    long Steps, double Seconds, double StepsPerSecond, bool Cancelled, IReadOnlyDictionary<string, double> FinalMetrics);
