using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>What is drawn of a controller's mind is what its networks say, asked one state at a time.</summary>
public sealed class InsightDeskTests : IDisposable
{
    private readonly InsightDesk _desk = new();

    [Theory]
    [InlineData("pointmaze-medium", ValueView.ToGoal)]
    [InlineData("antmaze-medium", ValueView.ToGoal)]
    [InlineData("antmaze-medium", ValueView.FromRobot)]
    internal void The_map_is_what_the_value_network_says(string environment, ValueView view)
    {
        using var stage = new Played(environment);
        _desk.Ask(stage.Controller.Insight, stage.Snapshot, stage.Environment.Spec.Maze, view);
        var field = Await(() => _desk.Field);
        using var bundle = ControllerBundle.Load(TestHost.Shipped(environment));
        using var network = new OnnxNetwork(bundle.Value!);

        Assert.Equal(9 * stage.Environment.Spec.Maze!.FreeCells().Count(), field.Places.Count);
        for (var k = 0; k < field.Places.Count; k++)
        {
            float[] place = [.. stage.Snapshot.Goal];
            (place[0], place[1]) = ((float)field.Places[k].X, (float)field.Places[k].Y);
            var expected = view == ValueView.ToGoal ? network.Run(place, stage.Snapshot.Goal)[0] : network.Run(stage.Snapshot.Observation, place)[0];
            Assert.InRange(field.Values[k], expected - (1e-5 * Math.Max(1, Math.Abs(expected))), expected + (1e-5 * Math.Max(1, Math.Abs(expected))));
        }
    }

    [Theory]
    [InlineData("pointmaze-medium")]
    [InlineData("antmaze-medium")]
    public void The_ghost_is_the_landmark_nearest_to_the_subgoal(string environment)
    {
        using var stage = new Played(environment);
        _desk.Ask(stage.Controller.Insight, stage.Snapshot, stage.Environment.Spec.Maze, ValueView.Off);
        var image = Await(() => _desk.Subgoal);
        using var bundle = ControllerBundle.Load(TestHost.Shipped(environment));
        using var network = new OnnxNetwork(bundle.GoalRep!);

        var width = stage.Environment.Spec.Observation.Dim;
        var (best, nearest) = (double.PositiveInfinity, -1);
        for (var row = 0; row < bundle.Landmarks.Length / width; row++)
        {
            var seen = network.Run(stage.Snapshot.DecisionObservation, bundle.Landmarks.Slice(row * width, width));
            var distance = 0.0;
            for (var i = 0; i < seen.Length; i++)
                distance += Math.Pow((double)seen[i] - stage.Snapshot.SubgoalRep[i], 2);
            if (distance < best)
                (best, nearest) = (distance, row);
        }
        Assert.Equal(nearest, image.Index);
        Assert.Equal(bundle.Landmarks.Slice(nearest * width, width).ToArray(), image.State);
    }

    [Fact]
    public void A_map_of_the_goal_is_not_asked_for_again_while_the_goal_stays()
    {
        using var stage = new Played("pointmaze-medium");
        var insight = new CountingInsight(stage.Controller.Insight!);
        _desk.Ask(insight, stage.Snapshot, stage.Environment.Spec.Maze, ValueView.ToGoal);
        var first = Await(() => _desk.Field);
        var asked = insight.Asked;

        stage.Snapshot.Observation[0] += 1;
        stage.Snapshot.SubgoalRep[0] += 0.1f;
        _desk.Ask(insight, stage.Snapshot, stage.Environment.Spec.Maze, ValueView.ToGoal);
        Await(() => insight.Located == 2 ? insight : null);
        Assert.Equal(asked, insight.Asked);

        stage.Snapshot.Goal[0] += 1;
        _desk.Ask(insight, stage.Snapshot, stage.Environment.Spec.Maze, ValueView.ToGoal);
        Await(() => _desk.Field != first ? _desk.Field : null);
        Assert.Equal(2 * asked, insight.Asked);
    }

    public void Dispose() => _desk.Dispose();

    private static T Await<T>(Func<T?> answer)
        where T : class
    {
        using var never = new ManualResetEventSlim();
        for (var i = 0; i < 1000; i++)
        {
            if (answer() is { } found)
                return found;
            never.Wait(TimeSpan.FromMilliseconds(10));
        }
        throw new TimeoutException("no answer within 10 s");
    }

    /// <summary>A session some steps into its first episode.</summary>
    private sealed class Played : IDisposable
    {
        private readonly InteractiveSession _session;

        public Played(string environment)
        {
            Environment = EnvironmentCatalog.Create(environment);
            Controller = SessionController.Load(TestHost.Shipped(environment), Environment.Spec);
            _session = new InteractiveSession(Environment, Controller, new SessionSettings { TaskId = 1, WarmUpTicks = 0 });
            for (var i = 0; i < 12; i++)
                _session.Tick();
            Snapshot = _session.CreateSnapshot();
            _session.Describe(Snapshot);
        }

        public SimEnvironment Environment { get; }

        public SessionController Controller { get; }

        public SessionSnapshot Snapshot { get; }

        public void Dispose()
        {
            _session.Dispose();
            Environment.Dispose();
        }
    }

    private sealed class CountingInsight(IInsight inner) : IInsight
    {
        private int _asked, _located;

        public int Asked => Volatile.Read(ref _asked);

        public int Located => Volatile.Read(ref _located);

        public bool HasValue => inner.HasValue;

        public int SubgoalDim => inner.SubgoalDim;

        public int SubgoalSteps => inner.SubgoalSteps;

        public ReadOnlyMemory<float> Landmarks => inner.Landmarks;

        public float[] Values(ReadOnlySpan<float> observations, ReadOnlySpan<float> goals)
        {
            Interlocked.Increment(ref _asked);
            return inner.Values(observations, goals);
        }

        public float[] Represent(ReadOnlySpan<float> observation, ReadOnlySpan<float> states) => inner.Represent(observation, states);

        public SubgoalImage? Locate(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal)
        {
            var image = inner.Locate(observation, subgoal);
            Interlocked.Increment(ref _located);
            return image;
        }
    }
}
