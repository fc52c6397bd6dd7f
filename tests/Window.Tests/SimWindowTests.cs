using System.Buffers.Binary;
using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>The real window under a virtual display, driven by scripts and once by real key strokes.</summary>
public sealed class SimWindowTests : IClassFixture<XvfbDisplay>, IDisposable
{
    private readonly XvfbDisplay _display;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hiql-window");

    public SimWindowTests(XvfbDisplay display) => _display = display;

    private string Picture => Path.Combine(_folder.FullName, "window.png");

    [XvfbFact]
    public void A_screenshot_has_the_windows_size_and_something_on_it()
    {
        Play("pointmaze-medium", "wait 0.5", $"screenshot {Picture}");

        var png = File.ReadAllBytes(Picture);
        Assert.Equal((640, 480), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        // An empty picture of this size is a few hundred bytes; walls, floor and text are not.
        Assert.True(png.Length > 10_000, $"{png.Length} bytes");
    }

    [XvfbFact]
    public void Physics_runs_in_real_time_whatever_the_picture_costs()
    {
        const double seconds = 2;
        var policy = new SteadyPolicy();
        var start = Stopwatch.GetTimestamp();
        Run(new TestHost(_folder.FullName, () => policy), Request("pointmaze-medium") with { Paused = false }, $"wait {seconds}");
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // The warm-up asks the policy too.
        var ticks = policy.Ticks - new SessionSettings().WarmUpTicks;
        Assert.InRange(ticks, 5 * seconds, (10 * elapsed) + 1);
    }

    [XvfbFact]
    public void Real_keys_stop_time_and_close_the_window()
    {
        var policy = new SteadyPolicy();
        var host = new TestHost(_folder.FullName, () => policy);
        var window = new SimWindow(host, new SimWindowOptions { Session = Request("pointmaze-medium") with { Speed = 10, Paused = false }, Width = 400, Height = 300 });
        var paused = (Before: 0, After: -1);
        var keys = new Thread(() =>
        {
            WaitFor(() => policy.Ticks > new SessionSettings().WarmUpTicks + 10);
            _display.Input("mousemove", "200", "200", "key", "space");
            WaitFor(() => Settled(policy));
            paused.Before = policy.Ticks;
            Wait(TimeSpan.FromMilliseconds(300));
            paused.After = policy.Ticks;
            _display.Input("key", "ctrl+q");
        });
        keys.Start();

        window.Run();
        keys.Join();

        Assert.True(paused.Before > 10);
        Assert.Equal(paused.Before, paused.After);
    }

    [XvfbFact]
    public void Clicks_set_goals_and_force_subgoals_that_the_worker_follows() => Play(
        "pointmaze-medium",
        "step 5", "wait subgoal", "click floor 0 16", "expect goal.x ~ 0 0.1", "expect goal.y ~ 16 0.1",
        "click floor 0 4 shift", "expect subgoal.forced == on", "step 40", "expect robot.y ~ 4 1.5", "expect subgoal.age == 39",
        "key X", "step 1", "expect subgoal.forced == off", "expect subgoal.age == 0");

    [XvfbFact]
    public void Keys_switch_levels_tasks_speed_and_period() => Play(
        "pointmaze-medium",
        "key Enter", "expect manager == off", "key Enter", "expect manager == on", "key \\", "expect worker == off", "key \\",
        "key =", "expect speed == 2", "key -", "key -", "expect speed == 0.5", "key Ctrl+1", "expect speed == 1",
        "expect period == 10", "key K", "expect period == 15", "key J", "key J", "expect period == 7",
        "key .", "expect task == 2", "key ,", "key ,", "expect task == 5", "key N", "expect noise == 0.1",
        "key O", "expect mode == Fly", "key O", "expect mode == Drive", "hold W 0.5", "expect goal.y > 0.5", "key O", "expect mode == View",
        "key F1", "expect help == 1", "key F1", "expect help == 2", "key F1", "expect help == 0");

    [XvfbFact]
    public void The_past_is_scrubbed_and_branched_from() => Play(
        "pointmaze-medium",
        "run", "wait 0.3", "step 1", "key Backspace", "expect step == 0", "seek 0", "step 30", "expect end == 30", "step -50", "expect tick == 0", "seek 999", "expect tick == 30", "step -10", "expect tick == 20", "expect end == 30", "key Left", "expect tick == 19", "key Shift+Left", "expect tick == 9",
        "key End", "expect tick == 30", "click 320 465", "expect tick ~ 15 1", "key Right", "expect tick ~ 16 1", "expect end ~ 16 1",
        "key F10", "expect tick == 0", "step 3", "expect tick == 3");

    [XvfbFact]
    public void Environment_and_controller_are_switched_while_it_runs() => Play(
        "pointmaze-medium",
        "run", "wait 0.3", "key Shift+.", "expect env == antmaze-medium", "expect tick > 2", "key R", "expect bundle == random", "expect tick > 0",
        "key Shift+.", "expect env == pointmaze-medium", "expect tick > 2");

    [XvfbFact]
    public void A_click_before_the_first_picture_finds_the_floor() => Play(
        "pointmaze-medium", "click floor 0 16", "expect goal.y ~ 16 0.1", "reopen 0", "click floor 0 4", "expect goal.y ~ 4 0.1");

    [XvfbFact]
    public void A_click_on_the_table_moves_the_cube_of_the_goal()
    {
        var host = new TestHost(_folder.FullName);
        Run(host, Request("cube-single") with { TaskId = 1 }, "step 2", "click floor 0.5 0.25", "step 1", "key V", "key F", "expect message contains floor", $"screenshot {Picture}");

        SessionCommand.Goal? goal = null;
        using var log = new RunLogReader(host.LogPath!);
        while (log.TryRead(out _))
            goal = log.Events.OfType<SessionCommand.Goal>().FirstOrDefault() ?? goal;
        // The cube's place in the goal's units of 0.1 m from (0.425, 0, 0).
        Assert.Equal(0.75, goal!.Values[19], 0.1);
        Assert.Equal(2.5, goal.Values[20], 0.1);
        Assert.Equal(0.2, goal.Values[21], 1e-6);
    }

    [XvfbFact]
    public void A_pulled_body_moves_and_the_pull_is_in_the_log()
    {
        var host = new TestHost(_folder.FullName);
        Run(
            host, Request("pointmaze-medium") with { Bundle = TestHost.Shipped("pointmaze-medium"), TaskId = 1 },
            "worker off", "step 2", "click body torso", "expect body == 1", "run", "drag 100 400 300 100 right ctrl", "wait 0.3", "expect robot.x != 0", "pause", "wait paused");

        using var log = new RunLogReader(host.LogPath!);
        var pushes = 0;
        while (log.TryRead(out _))
            pushes += log.Events.Count(command => command is SessionCommand.Push);
        Assert.True(pushes > 0);
        RequireReplays(host);
    }

    [XvfbFact]
    public void Drawing_and_greatest_speed_change_no_bit() => RequireBitsOfHeadless("speed max", "step 90");

    [XvfbFact]
    public void Pauses_and_a_look_at_the_past_change_no_bit() =>
        RequireBitsOfHeadless("speed 20", "step 50", "wait 0.2", "step -20", "key V", "wait map", "key End", "step 40");

    [XvfbFact]
    public void A_session_goes_on_without_its_window()
    {
        var host = new TestHost(_folder.FullName);
        Run(
            host, Request("pointmaze-medium") with { Bundle = TestHost.Shipped("pointmaze-medium"), TaskId = 1 },
            "key V", "run", "reopen 1", "expect tick > 9", "pause", "wait paused", "expect map == ToGoal", "goal 0 16", "step 5", "expect goal.y ~ 16 0.1");

        RequireReplays(host);
    }

    [XvfbFact]
    public void The_same_controller_beside_itself_does_the_same_to_the_bit()
    {
        var bundle = TestHost.Shipped("pointmaze-medium");
        Play(
            "pointmaze-medium",
            $"beside {bundle}", "expect beside == pointmaze-medium", "speed max", "step 30", "noise 0.2", "step 10", "click floor 0 16", "step 10", "push 1 3 1 0 0 0 0",
            "step 10", "wait beside", "expect beside.tick == 60", "expect beside.goal.x ~ 0 0.1", "step -20", "wait beside", "expect beside.tick == 40",
            "step 15", "wait beside", "run", "wait 0.5", "pause", "wait paused", "wait beside", $"screenshot {Picture}", "beside off", "expect beside == off");

        Assert.Equal(States("session-3.hlog"), States("session-2.hlog"));
        Assert.Equal(States("session-3-1.hlog"), States("session-2-1.hlog"));
        Assert.Equal(60, States("session-2.hlog").Count);
    }

    [XvfbFact]
    public void Another_controller_beside_starts_from_the_same_state_and_goes_its_own_way() => Play(
        "pointmaze-medium", "beside random", "wait beside", "step 40", "wait beside", "expect beside.tick == 40", "expect beside.x < 1.5", "expect goal.x > 10", "expect beside.goal.x > 10",
        "key Ctrl+R", "expect beside == off", "key Ctrl+R", "expect beside contains random", "key I", "key F8", "key M", "wait 0.2");

    [XvfbFact]
    public void A_fan_leads_everywhere_and_moves_nothing() => Play(
        "pointmaze-medium", "step 10", "wait subgoal", "key F", "wait fan", "expect fan > 3", "expect tick == 10", "key H", "expect reach > 10", "expect tick == 10", "step 1", "expect fan == 0",
        "run", "key F", "wait fan", "expect paused == on");

    [XvfbFact]
    public void A_window_may_shrink_hide_and_come_back_while_it_is_filmed() => Play(
        "pointmaze-medium",
        "run", "key F9", "expect filming == on", "wait 0.5", "resize 500 400", "expect width == 500", "expect filming == off",
        "expect message contains film.mp4", "minimize", "wait 0.3", "restore", "key F5", "wait 0.3", "key F5", "key Z", "expect camera == follow",
        "key F12", "expect message contains bug.png", "key Escape", "expect camera == free");

    [XvfbFact]
    public void What_is_not_as_expected_is_told_with_its_line()
    {
        var error = Assert.Throws<HiqlException>(() => Play("pointmaze-medium", "# nothing", "step 1", "expect tick == 7"));

        Assert.Equal("test.script:3: expect tick == 7: found 1", error.Message);
    }

    [XvfbFact]
    public void A_refused_command_ends_a_script_with_its_line_and_the_reason()
    {
        foreach (var (command, reason) in new[] { ("period 0", "expected at least 1"), ("push 99 1 0 0 0 0 0", "body") })
        {
            var error = Assert.Throws<HiqlException>(() => Play("pointmaze-medium", "step 1", command));

            Assert.StartsWith($"test.script:2: {command}: refused: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [XvfbFact]
    public void A_failing_policy_closes_the_window_with_its_own_message()
    {
        var error = Assert.Throws<HiqlException>(() =>
            Run(new TestHost(_folder.FullName, () => new FailingPolicy()), Request("pointmaze-medium"), "step 1", "wait 5"));

        Assert.Contains("the policy broke", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void RequireReplays(TestHost host)
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        Assert.True(RunLogReplay.VerifyDecisions(
            host.LogPath!, environment, SessionController.Load(TestHost.Shipped("pointmaze-medium"), environment.Spec)).Identical);
    }

    private List<string> States(string log)
    {
        List<string> states = [];
        using var reader = new RunLogReader(Path.Combine(_folder.FullName, log));
        while (reader.TryRead(out var tick))
            states.Add(Convert.ToHexString(tick.EnvironmentState));
        return states;
    }

    private void RequireBitsOfHeadless(params string[] script)
    {
        var host = new TestHost(_folder.FullName);
        Run(host, Request("antmaze-medium") with { Bundle = TestHost.Shipped("antmaze-medium"), TaskId = 2, Seed = 3 }, script);
        var seen = Array.Empty<byte>();
        using (var log = new RunLogReader(host.LogPath!))
            while (log.TryRead(out var tick))
                seen = tick.EnvironmentState.ToArray();

        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        using var session = new InteractiveSession(
            environment, SessionController.Load(TestHost.Shipped("antmaze-medium"), environment.Spec), new SessionSettings { TaskId = 2, Seed = 3 });
        var expected = new byte[environment.StateBytes];
        while (session.NextTick < 90)
        {
            environment.SaveState(expected);
            session.Tick();
        }
        Assert.Equal(expected, seen);
    }

    private static SessionRequest Request(string environment) => new() { Environment = environment, Paused = true };

    private void Play(string environment, params string[] script) => Run(
        new TestHost(_folder.FullName), Request(environment) with { Bundle = TestHost.Shipped(environment), TaskId = 1 }, script);

    private static void Run(TestHost host, SessionRequest request, params string[] script) => new SimWindow(host, new SimWindowOptions
    {
        Session = request,
        Width = 640,
        Height = 480,
        Script = WindowScript.Parse("test.script", script),
    }).Run();

    private static bool Settled(SteadyPolicy policy)
    {
        var before = policy.Ticks;
        Wait(TimeSpan.FromMilliseconds(150));
        return policy.Ticks == before;
    }

    private static void WaitFor(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++) Wait(TimeSpan.FromMilliseconds(10));
    }

    private static void Wait(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }

    private sealed class FailingPolicy : IInteractivePolicy
    {
        private int _calls;

        public bool WorkerEnabled { get; set; } = true;

        public ReadOnlySpan<float> Subgoal => [];

        public long ManagerCalls => 0;

        public int StateBytes => 0;

        public void Reset()
        {
        }

        public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
        {
            if (_calls++ >= new SessionSettings().WarmUpTicks)
                throw new HiqlException("the policy broke");
            action.Clear();
        }

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
