using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Made-up results on a small maze, so that the page is tested without engines.</summary>
internal static class ReportSample
{
    private static readonly MazeLayout Maze = new(
        ["11111111", "10011001", "10010001", "11000111", "10010001", "10100101", "10001001", "11111111"], 4.0);

    private static readonly string[] Tasks = ["(1,1) to (6,6)", "(6,1) to (1,6)", "(5,3) to (4,2)", "(6,5) to (6,1)", "(2,6) to (1,1)"];

    public static ReportModel Create()
    {
        var model = new ReportModel
        {
            Results = Results(),
            Environment = Environment(),
            Metrics = new Dictionary<string, IReadOnlyList<(double X, double Y)>>
            {
                ["training/value/value_loss"] = Series(x => 0.2 + 0.8 * x + 0.05 * Math.Sin(60 * x)),
                ["training/low_actor/actor_loss"] = Series(x => 85 - 20 * x + 3 * Math.Sin(50 * x)),
                ["training/high_actor/actor_loss"] = Series(x => 530 - 90 * x + 12 * Math.Cos(70 * x)),
                ["diagnostics/order_consistency"] = Series(x => 1 - 0.4 * Math.Exp(-5 * x)),
                ["diagnostics/wall_ratio"] = Series(x => 0.8 - 0.6 * Math.Exp(-3 * x)),
            },
            Coverage = new MazeField(Maze, 8),
            Graph = Graph(),
            Tasks = [.. Tasks.Select((name, i) => Picture(i + 1, name))],
        };
        var random = new RandomStream(0, "test/coverage");
        foreach (var (_, _, x, y) in model.Coverage.FreePoints())
            for (var k = random.NextInt32(2000); k > 0; k--)
                model.Coverage.Count(x, y);
        return model;
    }

    private static EnvironmentSpec Environment() => new()
    {
        Name = "pointmaze-medium",
        Observation = ArraySpec.Unbounded("x_m", "y_m"),
        Goal = ArraySpec.Unbounded("x_m", "y_m"),
        Action = ArraySpec.Bounded(-1, 1, "move_x", "move_y"),
        ControlTimestep = 0.1,
        MaxSteps = 1000,
        Tasks = [.. Tasks.Select((name, i) => new TaskSpec(i + 1, name))],
        Maze = Maze,
        ModelHash = new string('a', 64),
    };

    private static GraphPicture Graph()
    {
        var nodes = new MazeField(Maze, 2).FreePoints().Take(40).Select(point => (point.X, point.Y)).ToArray();
        return new GraphPicture(
            nodes, [.. Enumerable.Range(1, nodes.Length - 1).Select(to => (to - 1, to))],
            [.. Tasks.Select((name, i) => new PlannedPicture(i + 1, name, [.. nodes.Skip(i).Take(20)]))]);
    }

    private static TaskPicture Picture(int id, string name)
    {
        var value = new MazeField(Maze, 8);
        var goal = Maze.Center(6, 6);
        var distances = Maze.DistancesTo(6, 6);
        foreach (var (row, column, x, y) in value.FreePoints())
            value[row, column] = -20 * distances[row / 8, column / 8] - Math.Abs(x - goal.X) - Math.Abs(y - goal.Y);
        var walk = Enumerable.Range(0, 60).Select(t => (t * 0.12, 0.8 * Math.Sin(t * 0.3))).ToArray();
        return new TaskPicture(id, name, goal, value, [new EpisodeTrack(walk, true), new EpisodeTrack([.. walk.Select(p => (p.Item2, p.Item1))], false)]);
    }

    private static PipelineDocument Results() => new()
    {
        Environment = "pointmaze-medium",
        Out = "runs/pointmaze-medium",
        Collect = new CollectDocument
        {
            Path = "data/pointmaze-medium-navigate.npz",
            Environment = "pointmaze-medium",
            Type = "navigate",
            Seed = 0,
            Transitions = 1_000_000,
            Episodes = 1000,
            Seconds = 31.2,
            StepsPerSecond = 32_000,
            Sha256 = new string('b', 64),
        },
        Train = new TrainDocument
        {
            Run = "runs/x/hiql",
            Agent = "hiql",
            Preset = "small",
            Seed = 0,
            Steps = 20_000,
            Seconds = 340,
            StepsPerSecond = 59,
            FinalMetrics = new Dictionary<string, double> { ["value_loss"] = 1.0 },
        },
        Export = Verified(),
        Verify = Verified(),
        Run = Driven(),
        Eval = Evaluated(25, [1, 1, 0.94, 0.98, 1]),
        Evaluations =
        [
            new("HIQL, subgoal held 25 steps", Evaluated(25, [1, 1, 0.94, 0.98, 1])),
            new("HIQL, manager every step", Evaluated(1, [0.98, 0.86, 0.94, 0.3, 1])),
        ],
        Baselines = [],
        StageSeconds = new Dictionary<string, double> { ["collect"] = 31.2, ["train"] = 340, ["export"] = 1.1, ["verify"] = 0.4, ["run"] = 5.3, ["eval"] = 12 },
        Commands = ["hiql collect --env pointmaze-medium --type navigate --episodes 1000 --seed 0 --out data.npz", "hiql train --data data.npz --env pointmaze-medium --out run"],
        Machine = "2 processors, Linux",
        Report = "runs/x/report.html",
    };

    private static ControlReport Driven() => new()
    {
        RateHz = 100,
        Ticks = 500,
        Missed = 0,
        Overruns = 0,
        PeriodErrorUs = new Percentiles(4.1, 31, 52, 60),
        ComputeUs = new Percentiles(19.2, 50, 71, 95),
        PolicyUs = new Percentiles(9.2, 40, 61, 75),
        AllocatedBytesPerTick = 0,
        ManagerCalls = 20,
        Episodes = 3,
        EpisodesSucceeded = 3,
        State = ControlState.Running,
        Fault = ControlFault.None,
        StoppedAtTick = -1,
        Faults = 0,
        Clipped = 0,
        RateLimited = 0,
        Interrupted = false,
        Gc = new GarbageCollections(0, 0, 0, 0),
    };

    private static VerifyDocument Verified() => new()
    {
        Bundle = "runs/x/bundle",
        Environment = "pointmaze-medium",
        Agent = "hiql",
        Sha256 = new string('c', 64),
        MaxAbsError = 2.4e-6,
        Tolerance = 1e-5,
        Ok = true,
    };

    private static EvalDocument Evaluated(int period, double[] success) => new()
    {
        Environment = "pointmaze-medium",
        Bundle = "runs/x/bundle",
        BundleSha256 = new string('c', 64),
        Policy = "hiql",
        Agent = "hiql",
        ManagerPeriod = period,
        Graph = new GraphSettings { Nodes = 40, EdgeLength = 24, Horizon = 100, Discount = 0.995, ValueSha256 = new string('d', 64) },
        Seed = 0,
        EpisodesPerTask = 50,
        Tasks = [.. success.Select((s, i) => new TaskResult(i + 1, Tasks[i], s, [Math.Max(0, s - 0.07), Math.Min(1, s + 0.01)], 160 + 20 * i))],
        OverallSuccess = success.Average(),
        Ci95 = [success.Average() - 0.03, Math.Min(1, success.Average() + 0.01)],
        Faults = 0,
        WallContact = 0.042,
        EnvStepsPerSecond = 41_000,
        Seconds = 6,
    };

    private static (double X, double Y)[] Series(Func<double, double> f) =>
        [.. Enumerable.Range(0, 200).Select(i => (i * 100.0, f(i / 200.0)))];
}
