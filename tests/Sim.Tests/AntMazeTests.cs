using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Tests;

/// <summary>The ant against what is known of OGBench's.</summary>
public sealed class AntMazeTests
{
    private static readonly float[] Still = new float[8];

    public static TheoryData<string> Names => [.. EnvironmentCatalog.Names.Where(name => name.StartsWith("antmaze", StringComparison.Ordinal))];

    [Theory]
    [InlineData("antmaze-umaze", 700, 1)]
    [InlineData("antmaze-medium", 1000, 5)]
    [InlineData("antmaze-large", 1000, 5)]
    [InlineData("antmaze-giant", 1000, 5)]
    [InlineData("antmaze-ultra", 2000, 1)]
    [InlineData("antmaze-teleport", 1000, 5)]
    public void Specification_is_that_of_OGBench_and_D4RL(string name, int steps, int tasks)
    {
        using var environment = EnvironmentCatalog.Create(name);

        var (spec, model) = (environment.Spec, environment.Physics.Model);

        Assert.Equal((29, 29, 8), (spec.Observation.Dim, spec.Goal.Dim, spec.Action.Dim));
        Assert.Equal((steps, tasks), (spec.MaxSteps, spec.Tasks.Count));
        Assert.Equal((15, 14, 8), (model.Nq, model.Nv, environment.Physics.Ctrl.Length));
        Assert.Equal(0.1, spec.ControlTimestep, 12);
        Assert.Equal(0.02, environment.Physics.Timestep, 12);
        Assert.Equal(1, model.Options.Integrator);
        Assert.Equal(0.5, ((MazeTask)environment.Task).Robot.GoalTolerance);
    }

    [Fact]
    public void Mass_is_that_of_exact_capsules()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        var total = 0.0;

        foreach (var mass in environment.Physics.Model.BodyMass)
            total += mass;

        Assert.Equal(0.911, total, 3);
    }

    [Theory]
    [InlineData(0, "hip_4")]
    [InlineData(1, "ankle_4")]
    [InlineData(2, "hip_1")]
    [InlineData(3, "ankle_1")]
    [InlineData(4, "hip_2")]
    [InlineData(5, "ankle_2")]
    [InlineData(6, "hip_3")]
    [InlineData(7, "ankle_3")]
    public void Actions_begin_with_leg_4_and_turn_the_joint_they_are_named_after(int place, string joint)
    {
        using var environment = InTheAir();
        var action = new float[8];
        action[place] = 0.05f;
        var before = environment.Physics.Qvel.ToArray();

        environment.Physics.Ctrl.Clear();
        environment.Task.ApplyAction(environment.Physics, action);
        environment.Physics.Step(1);

        var rate = environment.Spec.Observation.Names.ToList().IndexOf($"{joint}_rad_s") - environment.Physics.Qpos.Length;
        var faster = environment.Physics.Qvel.ToArray().Select((velocity, k) => (Change: velocity - before[k], k)).Skip(6).MaxBy(pair => pair.Change);
        Assert.Equal(joint, environment.Spec.Action.Names[place]);
        Assert.Equal(rate, faster.k);
        // q'' = gear · u / armature = 30 · 0.05 for 0.02 s, a little less for damping.
        Assert.InRange(faster.Change, 0.025, 0.031);
    }

    [Fact]
    public void Observation_is_qpos_then_qvel()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        environment.Reset(1, 3);

        var seen = environment.Step(Still).Observation.ToArray();

        double[] state = [.. environment.Physics.Qpos, .. environment.Physics.Qvel];
        Assert.Equal(state.Select(value => (float)value), seen);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Starts_high_with_ankles_near_zero_and_is_given_a_settled_goal(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var ankles = environment.Spec.Observation.Names.Select((word, k) => (word, k)).Where(pair => pair.word.StartsWith("ankle", StringComparison.Ordinal)
            && pair.word.EndsWith("rad", StringComparison.Ordinal)).Select(pair => pair.k).ToArray();

        for (ulong seed = 0; seed < 20; seed++)
        {
            var first = environment.Reset(1, seed);
            Assert.InRange(first.Observation[2], 0.65f, 0.85f);
            Assert.Equal(1, Norm(first.Observation.Slice(AntRobot.Quaternion, 4)), 5);
            foreach (var k in ankles)
            {
                Assert.InRange(first.Observation[k], -0.1f, 0.1f);
                // Five random actions later the limits have pushed the ankles in.
                Assert.InRange(Math.Abs(first.Goal[k]), 0.3f, 1.4f);
            }
            var goal = ((MazeTask)environment.Task).Goal;
            Assert.Equal(((float)goal.X, (float)goal.Y), (first.Goal[0], first.Goal[1]));
        }
    }

    [Fact]
    public void D4RL_mazes_place_the_goal_on_one_side_of_its_cell()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-umaze");

        for (ulong seed = 0; seed < 100; seed++)
        {
            var first = environment.Reset(1, seed);
            Assert.InRange(first.Goal[0], 0f, 1.5f);
            Assert.InRange(first.Goal[1], 8f, 9.5f);
            Assert.InRange(first.Observation[0], -0.1f, 0.1f);
            Assert.InRange(first.Observation[1], -0.1f, 0.1f);
        }
    }

    [Fact]
    public void An_ant_on_its_back_stays_there_to_the_time_limit_without_success()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-umaze");
        environment.Reset(1, 0);
        Turn(environment.Physics, upsideDown: true);
        StepType type;
        var steps = 0;

        do
        {
            var step = environment.Step(Still);
            (type, steps) = (step.StepType, steps + 1);
            Assert.False(step.Success);
        }
        while (type != StepType.Last);

        Assert.Equal(environment.Spec.MaxSteps, steps);
        Assert.True(new AntRobot().Upright(environment.Physics.Qpos) < 0);
    }

    [Fact]
    public void Success_is_within_half_a_metre_and_counts_on_the_back_too()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        environment.Reset(1, 4);
        var (task, physics) = ((MazeTask)environment.Task, environment.Physics);
        Turn(physics, upsideDown: true);

        (physics.Qpos[0], physics.Qpos[1]) = (task.Goal.X - 0.8, task.Goal.Y);
        var outside = environment.Step(Still).Success;
        (physics.Qpos[0], physics.Qpos[1]) = (task.Goal.X - 0.3, task.Goal.Y);
        physics.Qvel.Clear();
        var last = environment.Step(Still);

        Assert.False(outside);
        Assert.True(last.Success && last.IsLast);
    }

    [Fact]
    public void A_teleport_moves_only_xy_after_observation_and_success_were_taken()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-teleport");
        var outlets = new HashSet<(double, double)>();

        for (ulong seed = 0; seed < 30; seed++)
        {
            environment.Reset(1, seed);
            (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = (20.5, 12);
            var seen = environment.Step(Still).Observation.ToArray();
            Assert.InRange(seen[0], 19f, 22f);
            Assert.InRange(seen[1], 10.5f, 13.5f);
            Assert.Equal(seen[2..15], environment.Physics.Qpos[2..].ToArray().Select(value => (float)value));
            outlets.Add((environment.Physics.Qpos[0], environment.Physics.Qpos[1]));
        }

        Assert.Equal(new Teleporters(MazeMaps.Teleport).Outlets.Order(), outlets.Order());
    }

    [Fact]
    public void A_goal_inside_an_inlet_is_reached_before_the_robot_is_swallowed()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-teleport");
        var task = (MazeTask)environment.Task;
        environment.Begin(new RandomStream(1, "test"), (physics, random, advance) => task.Begin(new MazeRoute(1, 10, 4, 6), physics, random, advance));

        (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = task.Goal;
        environment.Physics.Qvel.Clear();
        var step = environment.Step(Still);

        Assert.True(step.Success);
        Assert.Contains((environment.Physics.Qpos[0], environment.Physics.Qpos[1]), task.Teleporters.Outlets);
    }

    [Fact]
    public void A_state_that_is_no_number_fails_by_name_and_the_next_episode_runs()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        environment.Reset(1, 0);
        environment.Physics.Qvel[0] = 1e12;

        Assert.Throws<SimulationFailedException>(() => environment.Step(Still));

        environment.Reset(1, 0);
        Assert.Equal(StepType.Mid, environment.Step(Still).StepType);
    }

    private static SimEnvironment InTheAir()
    {
        var environment = EnvironmentCatalog.Create("antmaze-medium");
        environment.Reset(1, 0);
        var physics = environment.Physics;
        physics.Qvel.Clear();
        Turn(physics, upsideDown: false);
        physics.Qpos[2] = 5;
        // Inside their limits, which would push otherwise.
        double[] joints = [0, 0.87, 0, -0.87, 0, -0.87, 0, 0.87];
        joints.CopyTo(physics.Qpos[7..]);
        return environment;
    }

    private static void Turn(Physics physics, bool upsideDown)
    {
        double[] quaternion = upsideDown ? [0, 1, 0, 0] : [1, 0, 0, 0];
        quaternion.CopyTo(physics.Qpos[AntRobot.Quaternion..]);
    }

    private static double Norm(ReadOnlySpan<float> values)
    {
        var square = 0.0;
        foreach (var value in values)
            square += value * value;
        return Math.Sqrt(square);
    }
}
