using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Tests;

/// <summary>What every registered environment must do; registering is being tested.</summary>
public sealed class EnvironmentConformanceTests
{
    private const int PhysicsSteps = 1500;

    public static TheoryData<string> Names => [.. EnvironmentCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Specification_is_named_bounded_and_complete(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);

        var spec = environment.Spec;

        Assert.Equal(name, spec.Name);
        foreach (var layout in new[] { spec.Observation, spec.Goal, spec.Action })
        {
            Assert.NotEqual(0, layout.Dim);
            Assert.Equal(layout.Dim, layout.Names.Distinct().Count());
            Assert.All(layout.Names, word => Assert.False(string.IsNullOrWhiteSpace(word)));
            Assert.Equal(layout.Dim, layout.Minimum.Count);
            Assert.Equal(layout.Dim, layout.Maximum.Count);
        }
        Assert.All(spec.Action.Minimum.Concat(spec.Action.Maximum), bound => Assert.True(float.IsFinite(bound)));
        Assert.Equal(spec.Observation.Dim, spec.Goal.Dim);
        Assert.Equal(Enumerable.Range(1, spec.Tasks.Count), spec.Tasks.Select(task => task.Id));
        Assert.Matches("^[0-9a-f]{64}$", spec.ModelHash);
        Assert.True(spec.ControlTimestep > 0 && spec.MaxSteps > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_task_resets_and_runs_with_finite_numbers(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var random = new RandomStream(1, "test/actions");
        var action = new float[environment.Spec.Action.Dim];

        foreach (var task in environment.Spec.Tasks)
        {
            var step = environment.Reset(task.Id, 5);
            Assert.Equal(StepType.First, step.StepType);
            Assert.Equal(0f, step.Reward);
            for (var k = 0; k < Steps(environment) && !step.IsLast; k++)
            {
                RequireFinite(step.Observation, environment.Spec.Observation.Dim);
                RequireFinite(step.Goal, environment.Spec.Goal.Dim);
                StateHash.Draw(random, environment.Spec.Action, action);
                step = environment.Step(action);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Same_seed_gives_the_same_bits_whatever_ran_before(string name)
    {
        using var fresh = EnvironmentCatalog.Create(name);
        using var used = EnvironmentCatalog.Create(name);
        StateHash.AfterRandomSteps(used, 1, 99, 50);

        var first = StateHash.AfterRandomSteps(fresh, 1, 7, Steps(fresh));
        var second = StateHash.AfterRandomSteps(used, 1, 7, Steps(used));

        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_decides_the_rest_of_the_episode(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        using var other = EnvironmentCatalog.Create(name);
        var saved = new byte[environment.StateBytes];
        StateHash.AfterRandomSteps(environment, 1, 3, 40);
        StateHash.AfterRandomSteps(other, environment.Spec.Tasks.Count, 8, 11);
        environment.Push(1, [1, 2, 0, 0, 0, 0.5]);
        environment.SaveState(saved);

        var expected = Continue(environment);
        var sameAgain = Continue(environment, saved);
        var elsewhere = Continue(other, saved);

        Assert.Equal(expected, sameAgain);
        Assert.Equal(expected, elsewhere);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_goal_can_be_moved_to_where_the_robot_is(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var goal = environment.Reset(1, 0).Observation.ToArray();

        var moved = environment.SetGoal(goal);
        Assert.Equal(goal, moved.Goal.ToArray());
        Assert.Equal(StepType.First, moved.StepType);

        var step = environment.Step(new float[environment.Spec.Action.Dim]);
        Assert.True(step.Success && step.IsLast);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_it_says_of_success_is_what_it_does(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        if (environment.Spec.Success is not { } rule)
            return;
        var goal = environment.Reset(1, 0).Observation.ToArray();
        var action = environment.Spec.Action.Maximum.ToArray();
        environment.SetGoal(goal);
        var reached = 0;
        for (var k = 0; k < Steps(environment); k++)
        {
            var step = environment.Step(action);
            Assert.Equal(step.Success, rule.Holds(step.Observation, step.Goal));
            reached += step.Success ? 1 : 0;
            if (step.IsLast)
                environment.Reset(1, 1);
        }
        Assert.NotEqual(0, reached);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_an_observation_says_is_drawn_where_it_is(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var picture = environment.Task.Picture;
        var random = new RandomStream(2, "test/actions");
        var action = new float[environment.Spec.Action.Dim];
        var step = environment.Reset(1, 3);
        for (var k = 0; k < 5; k++)
        {
            StateHash.Draw(random, environment.Spec.Action, action);
            step = environment.Step(action);
        }
        var drawn = environment.Physics.Model.Qpos0.ToArray();

        picture.Pose(step.Observation, drawn);

        // The fingers' linkage gives a little; everything else is single precision.
        const double linkage = 0.05;
        for (var k = 0; k < drawn.Length; k++)
            Assert.Equal(environment.Physics.Qpos[k], drawn[k], linkage);
        Assert.All(picture.GoalBodies.Concat(picture.SubgoalBodies), body => Assert.True(environment.Physics.Model.TryId(MjObject.Body, body, out _)));
    }

    [Theory]
    [InlineData("antmaze-medium", 4, 8, "0.0 m")]
    [InlineData("cube-double", 0.4, 0.1, "2 of 2 in place")]
    public void A_goal_is_moved_to_where_a_person_points(string name, double x, double y, string remaining)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var picture = environment.Task.Picture;
        var goal = environment.Reset(1, 3).Observation.ToArray();
        var before = goal.ToArray();

        Assert.True(picture.PointAt(x, y, goal));
        environment.SetGoal(goal);
        var standing = goal.ToArray();

        Assert.NotEqual(remaining, picture.Remaining(before, goal));
        Assert.Equal(remaining, picture.Remaining(standing, goal));
        Assert.Equal(goal, environment.Step(new float[environment.Spec.Action.Dim]).Goal.ToArray());
    }

    [Fact]
    public void Nothing_of_a_puzzle_is_moved()
    {
        using var environment = EnvironmentCatalog.Create("puzzle-3x3");

        Assert.False(environment.Task.Picture.PointAt(0.4, 0, environment.Reset(1, 0).Goal.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_push_acts_for_one_step(string name)
    {
        using var pushed = EnvironmentCatalog.Create(name);
        using var left = EnvironmentCatalog.Create(name);
        var zero = new float[pushed.Spec.Action.Dim];
        pushed.Reset(1, 4);
        left.Reset(1, 4);

        var moving = pushed.Physics.Model.Ints("body_dofnum").LastIndexOfAnyExcept(0);
        pushed.Push(moving, [300, 0, 300, 0, 0, 0]);
        Assert.Throws<InputException>(() => left.Push(0, new double[6]));
        Assert.Throws<InputException>(() => left.Push(left.Physics.Model.Nbody, new double[6]));
        pushed.Step(zero);
        left.Step(zero);

        Assert.NotEqual(left.Physics.Qvel.ToArray(), pushed.Physics.Qvel.ToArray());
        Assert.All(pushed.Physics.AppliedWrenches.ToArray(), value => Assert.Equal(0, value));
    }

    // Everything the episode still answers, as text.
    private static string Continue(SimEnvironment environment, byte[]? saved = null)
    {
        if (saved is not null)
            environment.RestoreState(saved);
        var random = new RandomStream(11, "test/continue");
        var action = new float[environment.Spec.Action.Dim];
        var answers = new System.Text.StringBuilder();
        for (var k = 0; k < 60; k++)
        {
            StateHash.Draw(random, environment.Spec.Action, action);
            var step = environment.Step(action);
            answers.AppendJoin(' ', step.Observation.ToArray()).AppendJoin(' ', step.Goal.ToArray()).Append(step.StepType).AppendLine();
            if (step.IsLast)
                break;
        }
        return answers + StateHash.Of(environment);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Different_seeds_and_tasks_differ(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);

        var hashes = Enumerable.Range(0, 5).Select(seed => StateHash.AfterRandomSteps(environment, 1, (ulong)seed, 20))
            .Concat(environment.Spec.Tasks.Skip(1).Select(task => StateHash.AfterRandomSteps(environment, task.Id, 0, 20)))
            .ToArray();

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_do_not_change_the_bits(string name)
    {
        var seeds = Enumerable.Range(0, 8).Select(seed => (ulong)seed).ToArray();
        var expected = seeds.Select(Run).ToArray();

        var found = seeds.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(Run).ToArray();

        Assert.Equal(expected, found);

        string Run(ulong seed)
        {
            using var environment = EnvironmentCatalog.Create(name);
            return StateHash.AfterRandomSteps(environment, 1, seed, Steps(environment) / 3);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var random = new RandomStream(1, "test/actions");
        var action = new float[environment.Spec.Action.Dim];
        environment.Begin(random, (physics, draws, advance) => environment.Task.InitializeEpisode(physics, 1, draws, advance));
        Run(50);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(500);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Run(int steps)
        {
            for (var k = 0; k < steps; k++)
            {
                StateHash.Draw(random, environment.Spec.Action, action);
                environment.Step(action);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_episode_ends_at_the_step_limit_and_no_later_step_is_taken(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var action = new float[environment.Spec.Action.Dim];
        environment.Reset(1, 0);

        var last = 0;
        while (!environment.Step(action).IsLast)
            last = environment.StepCount;

        Assert.Equal(environment.Spec.MaxSteps, last + 1);
        Assert.Throws<InvalidOperationException>(() => environment.Step(action));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unknown_task_and_wrong_action_width_are_refused(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var tasks = environment.Spec.Tasks.Count;

        var error = Assert.Throws<InputException>(() => environment.Reset(tasks + 1, 0));
        environment.Reset(1, 0);

        Assert.Contains($"1 to {tasks}", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => environment.Step(new float[environment.Spec.Action.Dim + 1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transition_depends_on_position_velocity_switches_and_action_alone(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        using var other = EnvironmentCatalog.Create(name);
        var random = new RandomStream(3, "test/actions");
        var action = new float[environment.Spec.Action.Dim];
        environment.Reset(1, 3);

        for (var k = 0; k < 200; k++)
        {
            StateHash.Draw(random, environment.Spec.Action, action);
            var (qpos, qvel) = (environment.Physics.Qpos.ToArray(), environment.Physics.Qvel.ToArray());
            environment.Switches.CopyTo(other.Switches);
            var expected = environment.Step(action).Observation.ToArray();
            Assert.Equal(expected, other.StepFrom(qpos, qvel, action).ToArray());
        }
    }

    [Fact]
    public void Unknown_name_lists_all_and_suggests_the_nearest()
    {
        var error = Assert.Throws<InputException>(() => EnvironmentCatalog.Create("pointmaze-mediun"));

        Assert.Contains("did you mean 'pointmaze-medium'?", error.Message, StringComparison.Ordinal);
        Assert.All(EnvironmentCatalog.Names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    // Enough to meet anything, and no more where a control step is many physics steps.
    private static int Steps(SimEnvironment environment) =>
        PhysicsSteps / SimEnvironment.Substeps(environment.Spec.ControlTimestep, environment.Physics.Timestep);

    private static void RequireFinite(ReadOnlySpan<float> values, int dim)
    {
        Assert.Equal(dim, values.Length);
        foreach (var value in values)
            Assert.True(float.IsFinite(value));
    }
}
