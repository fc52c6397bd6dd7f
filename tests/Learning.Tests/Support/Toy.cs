using HiqlRobotics.Contracts;
using TorchSharp;

namespace HiqlRobotics.Learning.Tests.Support;

/// <summary>A 3 × 3 room of 4 m cells, a point that walks in it at random, and configurations small enough for tests.</summary>
internal static class Toy
{
    public const int ObservationDim = 2, ActionDim = 2;

    public static EnvironmentSpec Environment { get; } = new()
    {
        Name = "pointmaze-toy",
        Observation = ArraySpec.Unbounded("x_m", "y_m"),
        Goal = ArraySpec.Unbounded("x_m", "y_m"),
        Action = ArraySpec.Bounded(-1, 1, "x", "y"),
        ControlTimestep = 0.1,
        MaxSteps = 100,
        Tasks = [new TaskSpec(1, "across")],
        Maze = new MazeLayout(["11111", "10001", "10101", "10001", "11111"], 4),
        ModelHash = new string('0', 64),
    };

    public static HiqlConfig Config(string agent = "hiql") => new()
    {
        Agent = agent,
        Preset = "small",
        Steps = 40,
        BatchSize = 16,
        LearningRate = 1e-3,
        Tau = 0.02,
        Discount = 0.9,
        SubgoalSteps = 3,
        RepDim = 4,
        ValueHidden = [8, 8],
        ActorHidden = [8],
        ValueActivation = Export.Activation.GeluErf,
        ActorActivation = Export.Activation.GeluErf,
    };

    /// <summary>Trajectories of these lengths, in rows.</summary>
    public static TrajectoryIndex Index(params int[] lengths)
    {
        var terminals = new bool[lengths.Sum()];
        for (int t = 0, end = 0; t < lengths.Length; t++)
            terminals[(end += lengths[t]) - 1] = true;
        return new TrajectoryIndex(terminals, "toy.npz");
    }

    public static (float[] Observations, float[] Actions) Walk(int rows, ulong seed)
    {
        var random = new RandomStream(seed, "tests/walk");
        var (observations, actions) = (new float[rows * 2], new float[rows * 2]);
        for (var i = 0; i < rows * 2; i++)
        {
            actions[i] = (float)random.NextDouble(-1, 1);
            var from = i < 2 ? (float)random.NextDouble(-1, 9) : observations[i - 2];
            observations[i] = Math.Clamp(from + 3 * actions[i], -1f, 9f);
        }
        return (observations, actions);
    }

    public static TrajectoryDataset Dataset(ulong seed = 0, params int[] lengths) => Dataset(torch.CPU, seed, lengths);

    public static TrajectoryDataset Dataset(torch.Device device, ulong seed = 0, params int[] lengths)
    {
        lengths = lengths.Length > 0 ? lengths : [20, 15, 30];
        var (observations, actions) = Walk(lengths.Sum(), seed);
        return new TrajectoryDataset(observations, actions, Index(lengths), ObservationScaling.Identity(2), device);
    }

    /// <summary>The same data with the actions of some rows unknown.</summary>
    public static TrajectoryDataset Dataset(Predicate<int> hasActions)
    {
        int[] lengths = [20, 15, 30];
        var (observations, actions) = Walk(lengths.Sum(), seed: 0);
        bool[] labels = [.. Enumerable.Range(0, lengths.Sum()).Select(row => hasActions(row))];
        return new TrajectoryDataset(observations, actions, Index(lengths), ObservationScaling.Identity(2), torch.CPU, labels);
    }

    public static Batch Sample(TrajectoryDataset data, HiqlConfig config, ulong seed = 1)
    {
        var indices = BatchIndices.For(config);
        new GoalSampler(data.Index, config, new RandomStream(seed, "tests/batch")).Sample(indices);
        return Batch.Gather(data, indices);
    }

    public static string Write(string folder, string name = "toy.npz", ulong seed = 0, params int[] lengths)
    {
        lengths = lengths.Length > 0 ? lengths : [40, 60, 50];
        var rows = lengths.Sum();
        var (observations, actions) = Walk(rows, seed);
        var terminals = new bool[rows];
        for (int t = 0, end = 0; t < lengths.Length; t++)
            terminals[(end += lengths[t]) - 1] = true;
        var path = Path.Combine(folder, name);
        NpzWriter.Write(path, npz =>
        {
            npz.Add("observations", observations, rows, 2);
            npz.Add("actions", actions, rows, 2);
            npz.Add("terminals", terminals, rows);
        });
        return path;
    }
}
