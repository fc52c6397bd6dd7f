using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class SessionThreadTests : IDisposable
{
    private const int Last = 60;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_bits_do_not_depend_on_speed_pauses_or_walks_through_the_past()
    {
        var expected = Headless();

        Assert.Equal(expected, Finish(new SessionSettings { Speed = double.PositiveInfinity, Paused = true }));
        Assert.Equal(expected, Finish(new SessionSettings { Speed = 50, Paused = true }));
        Assert.Equal(expected, Finish(new SessionSettings { Speed = 1000, Paused = true }, "step 20", "seek 14", "step 9", "seek 12", "speed 300", "step 20"));
    }

    [Fact]
    public void A_session_keeps_real_time_and_says_so()
    {
        using var thread = Start(new SessionSettings { TaskId = 3, Speed = 2 });
        var first = Await(thread, snapshot => snapshot.Tick >= 5).Tick;
        var begun = Environment.TickCount64;
        var later = Await(thread, snapshot => snapshot.Tick >= first + 20);
        var seconds = (Environment.TickCount64 - begun) / 1000.0;

        // 20 ticks of 0.1 s at twice real time.
        Assert.InRange(seconds, 0.8, 2.5);
        Assert.Equal(2, later.RequestedSpeed);
    }

    [Fact]
    public void Very_slow_motion_still_answers_at_once()
    {
        using var thread = Start(new SessionSettings { TaskId = 3, Speed = 0.001 });
        var begun = Environment.TickCount64;

        thread.Post(new SessionCommand.Pause());
        Await(thread, snapshot => snapshot.Paused);
        thread.Post(new SessionCommand.Speed(double.PositiveInfinity));
        thread.Post(new SessionCommand.Step(3));
        Await(thread, snapshot => snapshot.Paused && snapshot.Tick == 3);

        Assert.InRange(Environment.TickCount64 - begun, 0, 5000);
    }

    [Fact]
    public void A_controller_is_exchanged_where_the_manager_would_be_asked()
    {
        using var thread = Start(new SessionSettings { TaskId = 3, Speed = double.PositiveInfinity, LogPath = _folder.File("s.hlog") });
        Await(thread, snapshot => snapshot.Tick > 100);
        thread.Exchange(SessionController.Load(Bundles.Hierarchical, FakeEnvironment.DefaultSpec));
        var said = Await(thread, snapshot => snapshot.MessageNumber > 0);
        thread.Dispose();

        Assert.Contains("taken over at tick", said.Message, StringComparison.Ordinal);
        using var log = new RunLogReader(_folder.File("s.hlog"));
        var (age, period) = (0, log.Header.ManagerPeriod);
        while (log.TryRead(out var tick))
            age = tick.IsLast ? period - 1 : tick.SubgoalAge;
        Assert.Equal(period - 1, age);
    }

    [Fact]
    public void A_command_that_does_not_fit_is_said_and_the_session_goes_on()
    {
        using var thread = Start(new SessionSettings { TaskId = 3, Speed = 100 });
        thread.Post(new SessionCommand.Period(0));
        var said = Await(thread, snapshot => snapshot.Message is not null);
        var (message, tick) = (said.Message, said.Tick);
        Await(thread, snapshot => snapshot.Tick > tick + 3);

        Assert.Contains("manager period", message, StringComparison.Ordinal);
        Assert.Null(thread.Failure);
    }

    [Fact]
    public void A_simulation_that_fails_stops_before_the_step_and_leaves_its_state()
    {
        var environment = new FakeEnvironment
        {
            OnStep = step =>
            {
                if (step == 7)
                    throw new SimulationFailedException("it flew apart");
            },
        };
        var settings = new SessionSettings { TaskId = 3, Speed = 100, LogPath = _folder.File("s.hlog") };
        using (var thread = new SessionThread(new InteractiveSession(environment, Controller(), settings), settings))
        {
            var said = Await(thread, snapshot => snapshot.Message is not null);
            Assert.True(said.Paused);
            Assert.Equal((7L, 7L), (said.Tick, said.EndTick));
            Assert.StartsWith("it flew apart; state in ", said.Message, StringComparison.Ordinal);
            Assert.Null(thread.Failure);

            thread.Post(new SessionCommand.Reset(1, 4));
            Await(thread, snapshot => snapshot.TaskId == 1 && snapshot.Step == 0);
        }
        Assert.Contains("\"message\": \"it flew apart\"", File.ReadAllText(_folder.File("s-failed-7.json")), StringComparison.Ordinal);
        Assert.Equal(new ReplayResult(7, true, -1, 0), RunLogReplay.Verify(_folder.File("s.hlog"), new FakeEnvironment()));
    }

    [Fact]
    public async Task A_fan_follows_every_subgoal_in_a_world_of_its_own()
    {
        using var thread = new SessionThread(
            new InteractiveSession(new FakeEnvironment(), Controller(), new SessionSettings { TaskId = 3 }), new SessionSettings { Paused = true },
            createEnvironment: () => new FakeEnvironment());
        thread.Post(new SessionCommand.Speed(double.PositiveInfinity));
        thread.Post(new SessionCommand.Step(4));
        var at = Await(thread, snapshot => snapshot.Tick == 4 && snapshot.Paused).Qpos.ToArray();

        var paths = await thread.FanOut([[1, 0, 0], [0, 1, 0], [1, 0, 0]], steps: 6);

        Assert.All(paths, path => Assert.Equal((at[0], at[1]), path[0]));
        Assert.All(paths, path => Assert.Equal(7, path.Count));
        Assert.Equal(paths[0], paths[2]);
        Assert.NotEqual(paths[0], paths[1]);
        thread.Post(new SessionCommand.Step(1));
        Await(thread, snapshot => snapshot.Tick == 5 && snapshot.Paused);
    }

    [Fact]
    public void A_failing_policy_is_kept_as_the_reason()
    {
        using var thread = new SessionThread(
            new InteractiveSession(
                new FakeEnvironment(), SessionController.Of(new BreakingPolicy()), new SessionSettings { WarmUpTicks = 0 }),
            new SessionSettings { Speed = 100 });
        for (var i = 0; i < 500 && thread.Failure is null; i++)
            Wait();

        Assert.Contains("it broke", Assert.IsType<HiqlException>(thread.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_does_is_a_script()
    {
        var path = _folder.File("session.script");
        var settings = new SessionSettings { TaskId = 3, Paused = true, Speed = double.PositiveInfinity };
        using (var thread = new SessionThread(
            new InteractiveSession(new FakeEnvironment(), Controller(), settings), settings, script: new SessionScriptWriter(path, ["task 3"])))
        {
            thread.Post(new SessionCommand.Step(12));
            Await(thread, snapshot => snapshot.Tick == 12 && snapshot.Paused);
            thread.Post(new SessionCommand.Goal([1, 2.5f]));
            thread.Post(new SessionCommand.Step(-2));
            Await(thread, snapshot => snapshot.Tick == 10);
        }

        Assert.Equal(["task 3", "@12 goal 1 2.5", "@12 seek 10"], File.ReadAllLines(path));
    }

    public void Dispose() => _folder.Dispose();

    private static string Headless()
    {
        using var session = new InteractiveSession(new FakeEnvironment(), Controller(), new SessionSettings { TaskId = 3 });
        SessionTests.TickTo(session, 10);
        session.Apply(new SessionCommand.Goal([2, 2]));
        SessionTests.TickTo(session, Last);
        return session.StateHash();
    }

    private static string Finish(SessionSettings settings, params string[] walk)
    {
        settings = settings with { TaskId = 3 };
        var session = new InteractiveSession(new FakeEnvironment(), Controller(), settings);
        using var thread = new SessionThread(session, settings);
        thread.Post(new SessionCommand.Step(10));
        Await(thread, snapshot => snapshot.Tick == 10 && snapshot.Paused);
        thread.Post(new SessionCommand.Goal([2, 2]));
        var tick = 10L;
        foreach (var command in walk.Select(SessionCommand.Parse))
        {
            thread.Post(command);
            tick = command is SessionCommand.Step step ? tick + step.Count : command is SessionCommand.Seek seek ? seek.Tick : tick;
            Await(thread, snapshot => snapshot.Tick == tick && snapshot.Paused);
        }
        // Back to the end of what has been, if that lies further on.
        thread.Post(new SessionCommand.Seek(long.MaxValue));
        var end = Await(thread, snapshot => snapshot.Tick == snapshot.EndTick).Tick;
        thread.Post(new SessionCommand.Step((int)(Last - end)));
        Await(thread, snapshot => snapshot.Tick == Last && snapshot.Paused);
        return session.StateHash();
    }

    private static SessionController Controller() => SessionController.Load(Bundles.Hierarchical, FakeEnvironment.DefaultSpec);

    private static SessionThread Start(SessionSettings settings) =>
        new(new InteractiveSession(new FakeEnvironment(), Controller(), settings), settings);

    private static SessionSnapshot Await(SessionThread thread, Predicate<SessionSnapshot> condition)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (thread.TakeSnapshot() is { } snapshot && condition(snapshot))
                return snapshot;
            if (thread.Failure is { } failure)
                throw failure;
            Wait();
        }
        throw new TimeoutException("the session did not get there within 30 s");
    }

    private static void Wait()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMilliseconds(10));
    }

    private sealed class BreakingPolicy : IInteractivePolicy
    {
        public bool WorkerEnabled { get; set; } = true;

        public ReadOnlySpan<float> Subgoal => [];

        public long ManagerCalls => 0;

        public int StateBytes => 0;

        public void Reset()
        {
        }

        public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action) =>
            throw new InvalidOperationException("it broke");

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
