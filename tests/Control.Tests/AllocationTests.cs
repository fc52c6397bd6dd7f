using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

// Alone: a collection that another test's garbage brings about is booked to whatever thread it stops.
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    public static TheoryData<PolicyKind> Kinds => new(Enum.GetValues<PolicyKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_policys_tick_allocates_nothing(PolicyKind kind)
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = bundle.CreatePolicy(kind, managerPeriod: 2);

        Assert.Equal(0, AllocatedBy(policy));
    }

    [Fact]
    public void A_tick_that_looks_how_near_the_goal_is_allocates_nothing()
    {
        using var copy = GraphBundle.WithNearbyGoals(6);
        using var bundle = ControllerBundle.Load(copy.Folder);
        using var policy = bundle.CreatePolicy(managerPeriod: 2);

        Assert.Equal(0, AllocatedBy(policy));
    }

    [Fact]
    public void A_tick_that_asks_for_one_thing_at_a_time_allocates_nothing()
    {
        using var bundle = Bundles.LoadShipped("scene");
        using var policy = bundle.CreatePolicy(managerPeriod: 2);
        var (states, width) = (bundle.Landmarks.ToArray(), bundle.Manifest.Environment.Observation.Dim);

        Assert.Equal(0, AllocatedBy(policy, states[..width], states[^width..], actionDim: 5));
    }

    [Fact]
    public void A_flat_bundles_tick_allocates_nothing()
    {
        using var bundle = Bundles.LoadFlat();
        using var policy = bundle.CreatePolicy();

        Assert.Equal(0, AllocatedBy(policy));
    }

    [Theory]
    [InlineData(PolicyKind.Hiql)]
    [InlineData(PolicyKind.Flat)]
    public void A_tick_over_a_graph_allocates_nothing(PolicyKind kind)
    {
        using var file = GraphBundle.AlongTheRim();
        using var bundle = file.Load();
        using var policy = bundle.CreatePolicy(kind, managerPeriod: 2);

        Assert.Equal(0, AllocatedBy(policy));
        Assert.NotEqual(0, policy.Way.Length);
    }

    [Fact]
    public void A_whole_tick_with_its_log_allocates_nothing()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = bundle.CreatePolicy();
        var environment = new FakeEnvironment();
        var options = new ControlOptions { TaskId = 3, Rate = 1000, Seconds = 2 };
        using var folder = new TemporaryFolder();
        using var log = new RunLogWriter(folder.File("run.log"), RunLogHeader.For(environment.Spec, options, bundle, policy));
        var report = new ControlLoop(environment, policy, options, new ManualTimerWithoutList(), log).Run();

        Assert.Equal((2000, 0.0), (report.Ticks, report.AllocatedBytesPerTick));
        Assert.Null(log.Failure);
    }

    [Fact]
    public void A_tick_of_a_session_with_its_log_and_snapshot_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        using var session = new InteractiveSession(
            new FakeEnvironment(), SessionTests.Controller(), new SessionSettings { TaskId = 3, LogPath = folder.File("session.hlog") });
        var snapshot = session.CreateSnapshot();
        for (var i = 0; i < 322; i++)
            TickAndDescribe();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 30; i++)
            TickAndDescribe();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void TickAndDescribe()
        {
            session.Tick();
            session.Describe(snapshot);
        }
    }

    private static long AllocatedBy(IPolicy policy) => AllocatedBy(policy, [0.1f, 0.2f], [3f, 4f], actionDim: 2);

    private static long AllocatedBy(IPolicy policy, float[] observation, float[] goal, int actionDim)
    {
        var action = new float[actionDim];
        for (var i = 0; i < 200; i++)
            policy.Act(observation, goal, action);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            policy.Act(observation, goal, action);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class ManualTimerWithoutList : IDeadlineTimer
    {
        public long Now { get; private set; }

        public void WaitUntil(long deadline) => Now = deadline;
    }
}
