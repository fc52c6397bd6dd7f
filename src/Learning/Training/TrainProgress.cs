namespace HiqlRobotics.Learning;

/// <summary>How a run goes.</summary>
/// <param name="Step">Gradient steps made.</param>
/// <param name="Steps">Gradient steps to make.</param>
/// <param name="Loss">Sum of the losses at the last measured step; NaN before the first.</param>
/// <param name="Success">Overall success of the last evaluation; null before the first.</param>
/// <param name="StepsPerSecond">Since the run was started or resumed.</param>
/// <param name="Remaining">Expected time to the end.</param>
public sealed record TrainProgress(long Step, long Steps, double Loss, double? Success, double StepsPerSecond, TimeSpan Remaining);
