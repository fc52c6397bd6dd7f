using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

/// <summary>Sessions of the fixture's hierarchy, which never reaches task 3, so that an episode has 40 steps.</summary>
public sealed class SessionTests : IDisposable
{
    private const int Last = 70;
    private readonly TemporaryFolder _folder = new();

    private string LogFile => _folder.File("session.hlog");

    [Fact]
    public void Going_on_from_the_past_gives_the_same_bits()
    {
        using var straight = Open();
        TickTo(straight, Last);
        using var wandering = Open();
        TickTo(wandering, 55);
        wandering.Seek(13);
        Assert.True(wandering.IsInPast);
        TickTo(wandering, 30);
        wandering.Seek(0);
        wandering.Seek(29);
        TickTo(wandering, Last);

        Assert.Equal(straight.StateHash(), wandering.StateHash());
    }

    [Fact]
    public void Looking_at_the_past_and_coming_back_changes_nothing_and_starts_no_log()
    {
        using var session = Open(LogFile);
        TickTo(session, 50);
        var before = session.StateHash();

        session.Seek(3);
        Assert.NotEqual(before, session.StateHash());
        session.Seek(50);

        Assert.Equal((before, LogFile), (session.StateHash(), session.LogPath));
        Assert.False(session.IsInPast);
        TickTo(session, Last);
        using var straight = Open();
        TickTo(straight, Last);
        Assert.Equal(straight.StateHash(), session.StateHash());
    }

    [Fact]
    public void A_snapshot_of_the_past_is_the_one_of_then()
    {
        using var session = Open();
        TickTo(session, 20);
        var then = Describe(session);
        TickTo(session, 60);

        session.Seek(20);
        var again = Describe(session);

        Assert.Equal(then.Observation, again.Observation);
        Assert.Equal(then.Qpos, again.Qpos);
        Assert.Equal(then.Action, again.Action);
        Assert.Equal((then.Step, then.TaskId, then.Episode, then.Value), (again.Step, again.TaskId, again.Episode, again.Value));
        Assert.Equal((20, 60), (again.Tick, again.EndTick));
    }

    [Fact]
    public void What_a_person_does_is_in_the_log_and_replays_with_its_decisions()
    {
        using (var session = Open(LogFile))
        {
            InterfereWith(session);
            TickTo(session, Last);
        }

        Assert.Equal(new ReplayResult(Last, true, -1, 0), RunLogReplay.Verify(LogFile, new FakeEnvironment()));
        Assert.Equal(new ReplayResult(Last, true, -1, 0, DecisionsChecked: true), VerifyDecisions(LogFile));
    }

    [Fact]
    public void What_is_done_before_another_episode_begins_replays_too()
    {
        using (var session = Open(LogFile))
        {
            session.Apply(new SessionCommand.Noise(0.1));
            session.Apply(new SessionCommand.Reset(2, 8));
            TickTo(session, 10);
            session.Apply(new SessionCommand.Goal([-3, 4]));
            session.Apply(new SessionCommand.Push(1, [50, 0, 0, 0, 0, 0]));
            session.Apply(new SessionCommand.Reset(3, 7));
            TickTo(session, 50);
            Assert.True(session.EpisodeIsOver);
            session.Apply(new SessionCommand.Goal([-3, 4]));
            session.Apply(new SessionCommand.Push(1, [50, 0, 0, 0, 0, 0]));
            session.Apply(new SessionCommand.Subgoal([0.5f, -0.5f, 0.25f]));
            TickTo(session, Last);
        }

        Assert.Equal(new ReplayResult(Last, true, -1, 0), RunLogReplay.Verify(LogFile, new FakeEnvironment()));
        Assert.Equal(new ReplayResult(Last, true, -1, 0, DecisionsChecked: true), VerifyDecisions(LogFile));
    }

    [Fact]
    public void A_command_after_which_nothing_ran_is_no_torn_record()
    {
        using (var session = Open(LogFile))
        {
            TickTo(session, 10);
            session.Apply(new SessionCommand.Noise(0.1));
        }

        Assert.Equal(new ReplayResult(10, true, -1, 0), RunLogReplay.Verify(LogFile, new FakeEnvironment()));
    }

    [Fact]
    public void A_branch_names_its_parent_and_replays_by_itself()
    {
        var branch = _folder.File("session-1.hlog");
        using (var session = Open(LogFile))
        {
            InterfereWith(session);
            TickTo(session, 50);
            session.Seek(17);
            session.Apply(new SessionCommand.Goal([-9, 9]));
            TickTo(session, 45);
            Assert.Equal(branch, session.LogPath);
        }
        using var log = new RunLogReader(branch);

        Assert.Equal(("session.hlog", 17), (log.Header.Parent, log.Header.ParentTick));
        Assert.Equal((28, true), (VerifyDecisions(branch).Ticks, VerifyDecisions(branch).Identical));
        Assert.True(RunLogReplay.Verify(branch, new FakeEnvironment()).Identical);
        Assert.Equal(50, RunLogReplay.Verify(LogFile, new FakeEnvironment()).Ticks);
    }

    [Fact]
    public void A_branch_is_reopened_with_what_came_before_it()
    {
        using (var session = Open(LogFile))
        {
            TickTo(session, 30);
            session.Seek(20);
            TickTo(session, 40);
            session.Seek(15);
            TickTo(session, 50);
        }
        using var straight = Open();
        TickTo(straight, 50);
        using var reopened = InteractiveSession.Reopen(
            _folder.File("session-2.hlog"), new FakeEnvironment(), Controller(), new SessionSettings { LogPath = _folder.File("again.hlog") });

        Assert.Equal((0, 50, true), (reopened.NextTick, reopened.EndTick, reopened.IsInPast));
        reopened.Seek(50);
        Assert.Equal(straight.StateHash(), reopened.StateHash());
        reopened.Seek(33);
        TickTo(reopened, 50);
        Assert.Equal((straight.StateHash(), _folder.File("again.hlog")), (reopened.StateHash(), reopened.LogPath));
        Assert.Equal(33, RunLogReader.ReadHeader(_folder.File("again.hlog")).ParentTick);
    }

    [Fact]
    public void A_command_that_is_left_out_is_found_by_the_replay()
    {
        using (var session = Open(LogFile))
        {
            TickTo(session, 10);
            session.Apply(new SessionCommand.Push(1, [50, 0, 0, 0, 0, 0]));
            TickTo(session, 20);
        }
        var bytes = File.ReadAllBytes(LogFile);
        var at = bytes.AsSpan().IndexOf("push 1 50"u8);
        Assert.True(at > 0);
        RewriteEvent(bytes, at, "push 1 40");
        AtomicFile.WriteAllBytes(LogFile, bytes);

        Assert.Equal((false, 10), (VerifyDecisions(LogFile).Identical, VerifyDecisions(LogFile).FirstDifference));
    }

    [Fact]
    public void A_forced_subgoal_is_held_until_it_is_released()
    {
        using var session = Open();
        TickTo(session, 7);
        session.Apply(new SessionCommand.Subgoal([0.5f, -0.5f, 0.25f]));
        TickTo(session, 30);
        var forced = Describe(session);
        session.Apply(new SessionCommand.Release());
        session.Tick();
        var released = Describe(session);

        Assert.Equal([0.5f, -0.5f, 0.25f], forced.SubgoalRep);
        Assert.True(forced.SubgoalIsForced);
        Assert.Equal(22, forced.SubgoalAge);
        Assert.False(released.SubgoalIsForced);
        Assert.Equal(0, released.SubgoalAge);
        Assert.NotEqual(forced.SubgoalRep, released.SubgoalRep);
    }

    [Fact]
    public void Manager_and_worker_are_switched_apart()
    {
        using var session = Open();
        TickTo(session, 6);
        session.Apply(new SessionCommand.Manager(false));
        var before = Describe(session).SubgoalRep;
        TickTo(session, 30);
        Assert.Equal(before, Describe(session).SubgoalRep);

        session.Apply(new SessionCommand.Manager(true));
        session.Apply(new SessionCommand.Worker(false));
        session.Tick();
        Assert.NotEqual(before, Describe(session).SubgoalRep);
        Assert.Equal([0, 0], Describe(session).Action);
    }

    [Fact]
    public void The_managers_period_changes_at_once()
    {
        using var session = Open();
        session.Apply(new SessionCommand.Period(1));
        for (var i = 0; i < 10; i++)
        {
            session.Tick();
            Assert.Equal(0, Describe(session).SubgoalAge);
        }
        session.Apply(new SessionCommand.Period(7));
        List<int> ages = [];
        for (var i = 0; i < 9; i++)
        {
            session.Tick();
            ages.Add(Describe(session).SubgoalAge);
        }
        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 1, 2], ages);
    }

    [Theory]
    [InlineData("period 0")]
    [InlineData("subgoal 1 2")]
    [InlineData("goal 1 2 3")]
    [InlineData("push 5 1 0 0 0 0 0")]
    [InlineData("noise -1")]
    [InlineData("reset 9 0")]
    public void A_command_that_does_not_fit_changes_nothing(string line)
    {
        using var session = Open(LogFile);
        TickTo(session, 5);
        var before = session.StateHash();

        Assert.Throws<InputException>(() => session.Apply(SessionCommand.Parse(line)));
        Assert.Equal(before, session.StateHash());
        session.Tick();
        session.Dispose();
        Assert.True(VerifyDecisions(LogFile).Identical);
    }

    [Fact]
    public void Episodes_are_counted_as_of_the_tick_on_show()
    {
        using var session = Open();
        TickTo(session, 45);
        Assert.Equal(1, Describe(session).Finished);

        session.Seek(35);
        Assert.Equal(0, Describe(session).Finished);
        TickTo(session, 45);
        Assert.Equal(1, Describe(session).Finished);
    }

    [Fact]
    public void A_refused_command_does_not_cut_the_future_off()
    {
        using var session = Open(LogFile);
        TickTo(session, 30);
        session.Seek(10);

        Assert.Throws<InputException>(() => session.Apply(new SessionCommand.Period(0)));
        Assert.Equal((10, 30, LogFile), (session.NextTick, session.EndTick, session.LogPath));
    }

    [Fact]
    public void A_subgoal_forced_before_the_first_tick_and_a_reset_replays()
    {
        using (var session = Open(LogFile))
        {
            session.Apply(new SessionCommand.Subgoal([0.5f, 0, 0]));
            session.Apply(new SessionCommand.Reset(2, 9));
            TickTo(session, 12);
        }

        Assert.True(VerifyDecisions(LogFile).Identical);
    }

    [Fact]
    public void A_disk_that_is_full_ends_the_log_but_not_the_session()
    {
        using var session = Open(LogFile);
        TickTo(session, 10);
        // The branch cannot be written where a folder of its name is.
        Directory.CreateDirectory(_folder.File("session-1.hlog"));
        session.Seek(4);
        TickTo(session, 20);

        Assert.Contains("session-1.hlog: cannot write a run log", session.LogFailure, StringComparison.Ordinal);
        using var straight = Open();
        TickTo(straight, 20);
        Assert.Equal(straight.StateHash(), session.StateHash());
    }

    [Fact]
    public void Noise_is_drawn_anew_by_the_same_seed()
    {
        using var quiet = Open();
        using var noisy = Open();
        using var again = Open();
        noisy.Apply(new SessionCommand.Noise(0.3));
        again.Apply(new SessionCommand.Noise(0.3));
        foreach (var session in new[] { quiet, noisy, again })
            TickTo(session, 25);

        Assert.NotEqual(quiet.StateHash(), noisy.StateHash());
        Assert.Equal(noisy.StateHash(), again.StateHash());
    }

    [Fact]
    public void A_new_controller_starts_a_log_of_its_own()
    {
        using (var session = Open(LogFile))
        {
            TickTo(session, 12);
            session.Apply(new SessionCommand.Period(3));
            session.Apply(new SessionCommand.Worker(false));
            session.Exchange(Controller());
            TickTo(session, 30);
            // What a person has set stays.
            Assert.Equal((3, false), (Describe(session).ManagerPeriod, Describe(session).WorkerEnabled));
        }

        Assert.Equal(12, RunLogReplay.Verify(LogFile, new FakeEnvironment()).Ticks);
        var second = RunLogReplay.VerifyDecisions(_folder.File("session-1.hlog"), new FakeEnvironment(), Controller(3));
        Assert.Equal((18, true), (second.Ticks, second.Identical));
    }

    [Fact]
    public void Memory_for_the_past_is_bounded_and_the_oldest_goes_first()
    {
        using var session = new InteractiveSession(
            new FakeEnvironment(), Controller(), new SessionSettings { TaskId = 3, Seed = 5, HistoryBytes = 1, WarmUpTicks = 0 });
        TickTo(session, 2000);
        session.Seek(0);

        Assert.InRange(session.NextTick, 2000 - 512, 2000 - 256);
        TickTo(session, 2500);
        using var straight = Open();
        TickTo(straight, 2500);
        Assert.Equal(straight.StateHash(), session.StateHash());
    }

    public void Dispose() => _folder.Dispose();

    internal static void TickTo(InteractiveSession session, long tick)
    {
        while (session.NextTick < tick)
            session.Tick();
    }

    internal static void InterfereWith(InteractiveSession session)
    {
        string[] lines =
        [
            "goal -3.25 4", "subgoal 0.1 0.2 0.30000001", "release", "period 2", "noise 0.1", "push 1 20 -10 0 0 0 0", "manager off",
            "manager on", "worker off", "worker on", "reset 2 77",
        ];
        foreach (var line in lines)
        {
            TickTo(session, session.NextTick + 3);
            session.Apply(SessionCommand.Parse(line));
        }
    }

    internal static SessionController Controller(int? period = null) =>
        SessionController.Load(Bundles.Hierarchical, FakeEnvironment.DefaultSpec, period);

    private static ReplayResult VerifyDecisions(string path) => RunLogReplay.VerifyDecisions(path, new FakeEnvironment(), Controller());

    private static InteractiveSession Open(string? log = null) =>
        new(new FakeEnvironment(), Controller(), new SessionSettings { TaskId = 3, Seed = 5, LogPath = log });

    private static SessionSnapshot Describe(InteractiveSession session)
    {
        var snapshot = session.CreateSnapshot();
        session.Describe(snapshot);
        return snapshot;
    }

    // Same length, and the checksum made good: this is no torn record but another truth.
    private static void RewriteEvent(byte[] log, int at, string text)
    {
        const int prefix = sizeof(int) + sizeof(long);
        System.Text.Encoding.UTF8.GetBytes(text).CopyTo(log, at);
        var payload = at - prefix;
        var length = BitConverter.ToInt32(log, payload - RunLogFormat.FrameBytes);
        BitConverter.TryWriteBytes(log.AsSpan(payload - sizeof(uint)), RunLogFormat.Crc32C(log.AsSpan(payload, length)));
    }
}
