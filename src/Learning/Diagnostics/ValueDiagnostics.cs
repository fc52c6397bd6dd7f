using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>The diagnostics that suit a run, measured together; every name begins with <c>diagnostics/</c>.</summary>
public sealed class ValueDiagnostics
{
    private const string Prefix = "diagnostics/";

    private readonly OrderConsistency _order;
    private readonly MazeValueCheck? _maze;

    /// <summary>Order consistency on held-out data where there is any, and the maze's checks where there is a maze.</summary>
    public ValueDiagnostics(TrainingData data, EnvironmentSpec environment, HiqlConfig config, ulong seed)
    {
        _order = new OrderConsistency(data.Validation ?? data.Train, config.SubgoalSteps, new RandomStream(seed, "learning/order"));
        _maze = environment.Maze is { } maze ? new MazeValueCheck(maze, data.Train) : null;
    }

    /// <summary>The share over all distances, among a run's metrics; null where it is not there.</summary>
    public static double? OrderConsistencyOf(IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return metrics.TryGetValue(Prefix + OrderConsistency.All, out var share) ? share : null;
    }

    /// <summary>Whether a metric is one of these, by its name.</summary>
    public static bool Has(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Everything there is to say about the present V; nothing for an agent without one.</summary>
    public IEnumerable<(string Name, double Value)> Measure(AgentNetworks networks)
    {
        if (networks.StateValue is null)
            yield break;
        foreach (var (name, value) in _order.Measure(networks))
            yield return (Prefix + name, value);
        foreach (var (name, value) in _maze?.Measure(networks) ?? new Dictionary<string, double>())
            yield return (Prefix + name, value);
    }
}
