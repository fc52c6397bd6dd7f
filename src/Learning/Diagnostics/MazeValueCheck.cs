using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// What V says about a maze it has never been shown. Every free cell is represented by the dataset state nearest to
/// its centre. Greedy errors: share of (cell, goal cell) pairs where the neighbour with the highest value is not
/// nearer to the goal. Wall ratio: |ΔV| per cell of geodesic difference between two cells on either side of one wall
/// cell (where they differ by 4 or more), relative to the slope between open neighbours; 1 is perfect, 0 is a leak.
/// </summary>
public sealed class MazeValueCheck
{
    private const int SmallestDetour = 4;

    private readonly MazeLayout _maze;
    private readonly TrajectoryDataset _data;
    private readonly List<(int I, int J)> _cells = [];
    private readonly List<long> _representatives = [];
    private readonly int[][] _distances;
    private readonly int[][] _neighbours;
    private readonly List<(int A, int B)> _acrossWalls = [];

    /// <summary>Finds the representatives and the geodesic distances, once.</summary>
    /// <param name="maze">The grid.</param>
    /// <param name="data">States whose first two elements are x and y in metres.</param>
    public MazeValueCheck(MazeLayout maze, TrajectoryDataset data)
    {
        _maze = maze;
        _data = data;
        FindRepresentatives();
        _distances = [.. _cells.Select(goal => DistancesTo(goal))];
        _neighbours = [.. _cells.Select(cell => MazeLayout.Neighbours
            .Select(step => _cells.IndexOf((cell.I + step.I, cell.J + step.J))).Where(index => index >= 0).ToArray())];
        for (var a = 0; a < _cells.Count; a++)
        {
            AddAcrossWall(a, 1, 0);
            AddAcrossWall(a, 0, 1);
        }
    }

    /// <summary>The diagnostics for the present networks; empty where the data cover no cell.</summary>
    public IReadOnlyDictionary<string, double> Measure(AgentNetworks networks)
    {
        var values = AllPairs(networks);
        var metrics = new Dictionary<string, double>();
        AddGreedyErrors(values, metrics);
        AddWallRatio(values, metrics);
        return metrics;
    }

    private void FindRepresentatives()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var xy = _data.Observations.narrow(1, 0, 2).contiguous().cpu().data<float>().ToArray();
        var nearest = new Dictionary<(int, int), (double Distance, int Row)>();
        for (var row = 0; row < xy.Length / 2; row++)
        {
            var (x, y) = (Metres(xy, row, 0), Metres(xy, row, 1));
            var cell = _maze.CellAt(x, y);
            var (centreX, centreY) = _maze.Center(cell.I, cell.J);
            var distance = Math.Pow(x - centreX, 2) + Math.Pow(y - centreY, 2);
            if (!nearest.TryGetValue(cell, out var best) || distance < best.Distance)
                nearest[cell] = (distance, row);
        }
        foreach (var cell in _maze.FreeCells())
            if (nearest.TryGetValue(cell, out var best))
            {
                _cells.Add(cell);
                _representatives.Add(best.Row);
            }
    }

    private double Metres(float[] xy, int row, int axis) => xy[2 * row + axis] * _data.Scaling.Deviation[axis] + _data.Scaling.Mean[axis];

    private int[] DistancesTo((int I, int J) goal)
    {
        var distances = _maze.DistancesTo(goal.I, goal.J);
        return [.. _cells.Select(cell => distances[cell.I, cell.J])];
    }

    private void AddAcrossWall(int a, int di, int dj)
    {
        var (i, j) = _cells[a];
        var b = _cells.IndexOf((i + 2 * di, j + 2 * dj));
        if (b >= 0 && !_maze.IsFree(i + di, j + dj))
            _acrossWalls.Add((a, b));
    }

    // values[goal][cell]
    private float[][] AllPairs(AgentNetworks networks)
    {
        var n = _cells.Count;
        var rows = new long[n * n];
        var goals = new long[n * n];
        for (var goal = 0; goal < n; goal++)
            for (var cell = 0; cell < n; cell++)
                (rows[goal * n + cell], goals[goal * n + cell]) = (_representatives[cell], _representatives[goal]);
        var values = n > 0 ? ValueProbe.Values(networks, _data, rows, goals) : [];
        return [.. values.Chunk(Math.Max(1, n))];
    }

    private void AddGreedyErrors(float[][] values, Dictionary<string, double> metrics)
    {
        var (errors, pairs) = (0, 0);
        for (var goal = 0; goal < values.Length; goal++)
            for (var cell = 0; cell < values.Length; cell++)
            {
                if (_distances[goal][cell] <= 0 || _neighbours[cell].Length == 0)
                    continue;
                var best = _neighbours[cell].MaxBy(neighbour => values[goal][neighbour]);
                pairs++;
                errors += _distances[goal][best] < _distances[goal][cell] ? 0 : 1;
            }
        if (pairs > 0)
            metrics["greedy_errors"] = (double)errors / pairs;
    }

    private void AddWallRatio(float[][] values, Dictionary<string, double> metrics)
    {
        var slope = new Average();
        var wall = new Average();
        for (var goal = 0; goal < values.Length; goal++)
        {
            for (var cell = 0; cell < values.Length; cell++)
                foreach (var neighbour in _neighbours[cell])
                    slope.Add(Slope(values[goal], _distances[goal], cell, neighbour, smallest: 1));
            foreach (var (a, b) in _acrossWalls)
                wall.Add(Slope(values[goal], _distances[goal], a, b, SmallestDetour));
        }
        if (wall.Count > 0 && slope.Value > 0)
            metrics["wall_ratio"] = wall.Value / slope.Value;
    }

    private static double? Slope(float[] values, int[] distances, int a, int b, int smallest)
    {
        var steps = Math.Abs(distances[a] - distances[b]);
        return distances[a] < 0 || distances[b] < 0 || steps < smallest ? null : Math.Abs(values[a] - values[b]) / steps;
    }

    private struct Average
    {
        private double _sum;

        public int Count { get; private set; }

        public readonly double Value => Count > 0 ? _sum / Count : 0;

        public void Add(double? value)
        {
            _sum += value ?? 0;
            Count += value is null ? 0 : 1;
        }
    }
}
