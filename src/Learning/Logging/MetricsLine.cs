namespace HiqlRobotics.Learning.Logging;

/// <summary>One line of a <see cref="MetricsLog"/>.</summary>
/// <param name="Step">Gradient steps done.</param>
/// <param name="Metrics">By name.</param>
public sealed record MetricsLine(long Step, IReadOnlyDictionary<string, double> Metrics);
