using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// Does V rise along trajectories? For states g of a trajectory, the share of pairs i &lt; j among the 300 steps before g,
/// at least k apart, with V(s_j, g) &gt; V(s_i, g): 1 where the data head for g, ½ where V is flat or the data wander.
/// Reported by the distance of i to g, since far values go flat first. A criterion for checkpoints that a user has
/// without evaluation tasks.
/// </summary>
public sealed class OrderConsistency
{
    /// <summary>Name of the share over all distances.</summary>
    internal const string All = "order_consistency";

    private const int Goals = 128, Window = 300, Spacing = 10;
    private static readonly (string Name, int Below)[] Ranges = [("near", 100), ("middle", 200), ("far", int.MaxValue)];

    private readonly TrajectoryDataset _data;
    private readonly int _apart;
    private readonly long[] _rows;
    private readonly long[] _goals;

    /// <summary>Chooses the goals and the states before them, once.</summary>
    /// <param name="data">Held-out data where there is any.</param>
    /// <param name="apart">k.</param>
    /// <param name="random">Draws the goals.</param>
    public OrderConsistency(TrajectoryDataset data, int apart, RandomStream random)
    {
        _data = data;
        _apart = apart;
        var (rows, goals) = (new List<long>(), new List<long>());
        for (var n = 0; n < Goals; n++)
        {
            var (first, last) = data.Index.Trajectories[random.NextInt32(data.Index.Trajectories.Count)];
            long goal = first + random.NextInt32(last - first + 1);
            for (var row = Math.Max(first, goal - Window); row <= goal; row += Spacing)
            {
                rows.Add(row);
                goals.Add(goal);
            }
        }
        (_rows, _goals) = ([.. rows], [.. goals]);
    }

    /// <summary>The shares for the present networks; a range without pairs is left out.</summary>
    public IReadOnlyDictionary<string, double> Measure(AgentNetworks networks)
    {
        var values = ValueProbe.Values(networks, _data, _rows, _goals);
        var right = new long[Ranges.Length];
        var pairs = new long[Ranges.Length];
        for (var i = 0; i < _rows.Length; i++)
            for (var j = i + 1; j < _rows.Length && _goals[j] == _goals[i] && _rows[j] > _rows[i]; j++)
            {
                if (_rows[j] - _rows[i] < _apart)
                    continue;
                var range = Array.FindIndex(Ranges, candidate => _goals[i] - _rows[i] < candidate.Below);
                pairs[range]++;
                right[range] += values[j] > values[i] ? 1 : 0;
            }
        return Shares(right, pairs);
    }

    private static Dictionary<string, double> Shares(long[] right, long[] pairs)
    {
        var metrics = new Dictionary<string, double>();
        if (pairs.Sum() > 0)
            metrics[All] = (double)right.Sum() / pairs.Sum();
        for (var range = 0; range < Ranges.Length; range++)
            if (pairs[range] > 0)
                metrics[$"{All}_{Ranges[range].Name}"] = (double)right[range] / pairs[range];
        return metrics;
    }
}
