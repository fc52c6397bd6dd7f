using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

/// <summary>The fixture's hierarchy below a graph; task 3 is out of reach, so that a way is followed to the end of the episode.</summary>
public sealed class LandmarkPolicyTests : IDisposable
{
    private const int Last = 70;
    private readonly TemporaryFolder _folder = new();
    private readonly GraphBundle _file = GraphBundle.AlongTheRim();

    private string LogFile => _folder.File("session.hlog");

    [Fact]
    public void Off_is_to_the_bit_the_bundle_without_a_graph()
    {
        using var plain = Bundles.LoadHierarchical();
        using var bundle = _file.Load();

        Assert.Equal(Bits(plain, null), Bits(bundle, graph: false));
        Assert.NotEqual(Bits(plain, null), Bits(bundle, graph: null));
        Assert.Equal(Bits(bundle, graph: true), Bits(bundle, graph: null));
    }

    [Theory]
    [InlineData(PolicyKind.Hiql)]
    [InlineData(PolicyKind.Flat)]
    public void The_result_does_not_depend_on_the_number_of_jobs(PolicyKind kind)
    {
        using var bundle = _file.Load();

        Assert.Equal(Bits(bundle, graph: true, kind), Bits(bundle, graph: true, kind, jobs: 3));
    }

    [Fact]
    public void A_landmark_is_handed_down_from_a_tenth_of_a_second_on()
    {
        using var bundle = _file.Load();
        using var below = new GoalTaker();
        using var policy = new LandmarkPolicy(below, bundle);
        float[] observation = [0.1f, 0.2f], goal = [100, 100], action = new float[2];
        for (var step = 0; step < 4; step++)
            policy.Act(observation, goal, action);

        Assert.Equal([100, 100], below.Goals[0]);
        // V there is −0.5 x + 0.25 y + gx − 1.5 gy − 2: 0 for (−4, −4), −6 or 8.7 steps, more than the 6 of T, for (−4, 0).
        Assert.Equal((5, 0, 2, 0), (policy.Way.Length, policy.Way.Index, policy.Way.Target, policy.Way.Landmark(policy.Way.Target)));
        Assert.All(below.Goals[1..], handed => Assert.Equal([-4, -4], handed));
    }

    [Fact]
    public void A_landmark_is_held_for_half_the_horizon_and_until_the_managers_next_turn()
    {
        using var bundle = _file.Load();
        using var below = new GoalTaker { IsAtBoundary = false };
        using var policy = new LandmarkPolicy(below, bundle);
        float[] goal = [100, 100], action = new float[2];
        policy.Act([0, 0], goal, action);
        policy.Act([0, 0], goal, action);
        var index = policy.Way.Index;
        // From far away on the fixture's plane every landmark looks another way off.
        for (var step = 0; step < 10; step++)
            policy.Act([-40, 0], goal, action);
        Assert.Equal(index, policy.Way.Index);
        Assert.Single(below.Goals[1..].Select(Text).Distinct());
    }

    [Fact]
    public void Another_goal_is_handed_down_at_once_and_planned_for()
    {
        using var bundle = _file.Load();
        using var below = new GoalTaker();
        using var policy = new LandmarkPolicy(below, bundle);
        float[] action = new float[2];
        for (var step = 0; step < 3; step++)
            policy.Act([0, 0], [100, 100], action);
        policy.Act([0, 0], [90, 100], action);

        Assert.Equal([90, 100], below.Goals[^1]);
        Assert.Equal(0, policy.Way.Length);
        policy.Act([0, 0], [90, 100], action);
        Assert.NotEqual(0, policy.Way.Length);
    }

    [Fact]
    public void A_real_time_loop_goes_on_without_a_plan_until_it_is_there()
    {
        using var bundle = _file.Load();
        using var policy = bundle.CreatePolicy(waitForPlans: false);
        float[] action = new float[2];
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                policy.Act([0, 0], [100, 100], action);
                return policy.Way.Length > 0;
            },
            TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Where_there_is_no_graph_asking_for_one_says_how_to_get_it()
    {
        using var bundle = Bundles.LoadHierarchical();

        var error = Assert.Throws<InputException>(() => bundle.CreatePolicy(graph: true));
        Assert.Contains("hiql graph", error.Message, StringComparison.Ordinal);
        using var without = bundle.CreatePolicy();
        Assert.IsType<HierarchicalPolicy>(without);
    }

    [Fact]
    public void Random_actions_follow_nothing()
    {
        using var bundle = _file.Load();
        using var policy = bundle.CreatePolicy(PolicyKind.Random);

        Assert.IsType<RandomPolicy>(policy);
    }

    [Fact]
    public void Going_on_from_the_past_gives_the_same_bits()
    {
        using var straight = Open();
        SessionTests.TickTo(straight, Last);
        using var wandering = Open();
        SessionTests.TickTo(wandering, 55);
        // The first tick after a goal, when a way is asked for and not there yet; then one in the middle of it.
        wandering.Seek(1);
        SessionTests.TickTo(wandering, 30);
        wandering.Seek(41);
        wandering.Seek(13);
        SessionTests.TickTo(wandering, Last);

        Assert.Equal(straight.StateHash(), wandering.StateHash());
    }

    [Fact]
    public void What_a_person_does_replays_with_its_decisions_and_with_the_graph_alone()
    {
        using (var session = Open(LogFile))
        {
            SessionTests.InterfereWith(session);
            SessionTests.TickTo(session, Last);
            session.Seek(17);
            session.Apply(new SessionCommand.Goal([-9, 9]));
            SessionTests.TickTo(session, 45);
        }

        foreach (var log in new[] { LogFile, _folder.File("session-1.hlog") })
            Assert.True(RunLogReplay.VerifyDecisions(log, new FakeEnvironment(), Controller()).Identical);
        var without = SessionController.Load(_file.Folder, FakeEnvironment.DefaultSpec, graph: false);
        using var unused = without.Policy;
        var error = Assert.Throws<InputException>(() => RunLogReplay.VerifyDecisions(LogFile, new FakeEnvironment(), without));
        Assert.Contains("graph: expected off, found on; open it with the graph on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_has_the_way_of_its_tick()
    {
        using var session = Open();
        var snapshot = session.CreateSnapshot();
        SessionTests.TickTo(session, 10);
        session.Describe(snapshot);

        Assert.Equal([2, 1, 0, 3, 6], snapshot.Way[..snapshot.WayLength]);
        Assert.InRange(snapshot.WayTarget, 1, 4);
        session.Seek(1);
        session.Describe(snapshot);
        Assert.Equal((0, -1), (snapshot.WayLength, snapshot.WayTarget));
    }

    [Fact]
    public void A_log_is_reopened_and_gone_on_from()
    {
        using (var session = Open(LogFile))
            SessionTests.TickTo(session, 50);
        using var straight = Open();
        SessionTests.TickTo(straight, Last);
        using var reopened = InteractiveSession.Reopen(LogFile, new FakeEnvironment(), Controller(), new SessionSettings());
        reopened.Seek(20);
        SessionTests.TickTo(reopened, Last);

        Assert.Equal(straight.StateHash(), reopened.StateHash());
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    private SessionController Controller() => SessionController.Load(_file.Folder, FakeEnvironment.DefaultSpec);

    private InteractiveSession Open(string? log = null) =>
        new(new FakeEnvironment(), Controller(), new SessionSettings { TaskId = 3, Seed = 5, LogPath = log });

    private static string[] Bits(ControllerBundle bundle, bool? graph, PolicyKind kind = PolicyKind.Hiql, int jobs = 1)
    {
        var options = new EvaluationOptions { Episodes = 4, Seed = 3, Jobs = jobs, RecordTrajectories = true };
        var result = Evaluator.Run(() => new FakeEnvironment(), () => bundle.CreatePolicy(kind, graph: graph), options);
        return [.. result.Episodes.Select(episode => $"{episode.Success} {episode.Length} {Text(episode.Details.Observations!)}")];
    }

    private static string Text(float[] values) => string.Join(' ', values.Select(BitConverter.SingleToUInt32Bits));

    /// <summary>Takes down which goals it is given.</summary>
    private sealed class GoalTaker : IInteractivePolicy
    {
        public List<float[]> Goals { get; } = [];

        public bool IsAtBoundary { get; init; } = true;

        public ReadOnlySpan<float> Subgoal => [];

        public long ManagerCalls => 0;

        public bool WorkerEnabled { get; set; } = true;

        public int StateBytes => 0;

        public void Reset()
        {
        }

        public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action) => Goals.Add(goal.ToArray());

        public void SaveState(ref StateWriter state)
        {
        }

        public void RestoreState(ref StateReader state)
        {
        }

        public void Dispose()
        {
        }
    }
}
