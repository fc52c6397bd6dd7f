namespace HiqlRobotics.Control.Statistics;

/// <summary>A number with its interval.</summary>
/// <param name="Value">The number.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
public readonly record struct Estimate(double Value, double Low, double High);
