using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Manipulation.Oracles;
using HiqlRobotics.Sim.Robots;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class TabletopTests
{
    [Theory]
    [InlineData("cube-single", 28, 200)]
    [InlineData("cube-double", 37, 500)]
    [InlineData("cube-triple", 46, 1000)]
    [InlineData("cube-quadruple", 55, 1000)]
    [InlineData("scene", 40, 750)]
    [InlineData("puzzle-3x3", 55, 500)]
    [InlineData("puzzle-4x4", 83, 500)]
    [InlineData("puzzle-4x5", 99, 1000)]
    [InlineData("puzzle-4x6", 115, 1000)]
    public void Sizes_rates_and_limits_are_OGBench_s(string name, int observation, int maxSteps)
    {
        using var environment = EnvironmentCatalog.Create(name);

        Assert.Equal(observation, environment.Spec.Observation.Dim);
        Assert.Equal(maxSteps, environment.Spec.MaxSteps);
        Assert.Equal(0.05, environment.Spec.ControlTimestep);
        Assert.Equal(0.002, environment.Physics.Timestep);
        Assert.Equal(5, environment.Spec.Action.Dim);
        Assert.Equal(5, environment.Spec.Tasks.Count);
    }

    [Fact]
    public void Every_number_of_an_observation_has_its_place_and_scale()
    {
        using var environment = EnvironmentCatalog.Create("scene");
        var (task, physics) = ((TabletopTask)environment.Task, environment.Physics);
        environment.Reset(1, 0);
        for (var k = 0; k < 6; k++)
            (physics.Qpos[k], physics.Qvel[k]) = (physics.Qpos[k] + 0.01 * k, 0.1 * k);
        physics.Qpos[6] = 0.4;
        Set(physics.Qpos[14..], 0.5, -0.1, 0.02, Math.Cos(0.3), 0, 0, Math.Sin(0.3));
        Set(physics.Qpos[21..], -0.012, -0.006, -0.08, 0.1);
        Set(physics.Qvel[20..], 0.1, 0.2, 0.3, 0.4);
        (task.ButtonStates[0], task.ButtonStates[1]) = (0, 1);
        var pinch = task.Robot.Pose(physics);
        double[] expected =
        [
            .. physics.Qpos[..6], .. physics.Qvel[..6], (pinch.X - 0.425) * 10, pinch.Y * 10, pinch.Z * 10, Math.Cos(pinch.Yaw), Math.Sin(pinch.Yaw),
            0.5 * 3, 0, 0.75, -1, 0.2, Math.Cos(0.3), 0, 0, Math.Sin(0.3), Math.Cos(0.6), Math.Sin(0.6),
            1, 0, -0.012 * 120, 0.1, 0, 1, -0.006 * 120, 0.2, -0.08 * 18, 0.3, 0.1 * 15, 0.4,
        ];
        var observation = new float[40];

        task.WriteObservation(physics, observation);
        var read = new Arrangement(1, 2);
        task.Layout.ReadObjects(observation, read);

        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], observation[k], 1e-5);
        Assert.Equal(0, read.Cubes[0].DistanceTo(new Point(0.5, -0.1, 0.02)), 1e-6);
        Assert.Equal([0, 1], read.Buttons);
        Assert.Equal(-0.08, read.Drawer, 1e-6);
        Assert.Equal(0.1, read.Window, 1e-6);

        static void Set(Span<double> target, params ReadOnlySpan<double> values) => values.CopyTo(target);
    }

    [Fact]
    public void Cubes_start_near_their_places_in_any_order_and_the_goal_is_the_state_at_the_goal()
    {
        using var environment = EnvironmentCatalog.Create("cube-double");
        var task = (TabletopTask)environment.Task;
        var orders = new HashSet<bool>();

        for (ulong seed = 0; seed < 10; seed++)
        {
            var goal = new Arrangement(2, 0);
            task.Layout.ReadObjects(environment.Reset(2, seed).Goal, goal);
            var first = TabletopTask.Cube(environment.Physics, 0).X < 0.425;
            orders.Add(first);
            for (var cube = 0; cube < 2; cube++)
            {
                var x = first == (cube == 0) ? 0.35 : 0.50;
                var at = TabletopTask.Cube(environment.Physics, cube);
                Assert.InRange(Math.Max(Math.Abs(at.X - x), Math.Abs(at.Y + 0.1)), 0, 0.01);
                Assert.Equal(new Point(x, 0.1, 0.02), task.Target.Cubes[cube]);
                Assert.InRange(goal.Cubes[cube].DistanceTo(task.Target.Cubes[cube]), 0, 0.005);
            }
        }

        Assert.Equal(2, orders.Count);
    }

    [Fact]
    public void A_grasped_cube_stays_through_thirty_seconds_of_shaking_at_full_speed()
    {
        using var environment = EnvironmentCatalog.Create("cube-single");
        var (task, physics, random) = ((TabletopTask)environment.Task, environment.Physics, new RandomStream(3, "test/shake"));
        var action = new float[5];
        Grasp(environment);

        for (var k = 0; k < 600; k++)
        {
            if (k % 3 == 0)
                for (var axis = 0; axis < 4; axis++)
                    action[axis] = random.NextInt32(2) == 0 ? -1 : 1;
            // Away from the table: it is the grasp that is tried here.
            action[2] = task.Robot.Pose(physics).Z < 0.1 ? 1 : action[2];
            action[4] = 1;
            environment.Step(action);
            var pinch = task.Robot.Pose(physics);
            Assert.InRange(TabletopTask.Cube(physics, 0).DistanceTo(new Point(pinch.X, pinch.Y, pinch.Z)), 0, 0.02);
            Assert.InRange(ArmRobot.Contact(physics), 0.2, 1);
        }
    }

    [Fact]
    public void A_held_cube_does_not_tremble()
    {
        using var environment = EnvironmentCatalog.Create("cube-single");
        Grasp(environment);
        float[] hold = [0, 0, 0, 0, 1];
        for (var k = 0; k < 20; k++)
            environment.Step(hold);

        for (var k = 0; k < 40; k++)
        {
            environment.Step(hold);
            foreach (var velocity in environment.Physics.Qvel)
                Assert.InRange(Math.Abs(velocity), 0, 0.02);
        }
    }

    // HIQL_RANDOM_STEPS=1000000 is the long version: 15 to 40 minutes an environment (docs/environments.md).
    [Theory]
    [InlineData("cube-single")]
    [InlineData("cube-quadruple")]
    [InlineData("scene")]
    [InlineData("puzzle-4x6")]
    public void Random_actions_explode_nothing(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var (task, random, action) = ((TabletopTask)environment.Task, new RandomStream(5, "test/random"), new float[5]);
        var steps = int.Parse(Environment.GetEnvironmentVariable("HIQL_RANDOM_STEPS") ?? "1500", CultureInfo.InvariantCulture);

        for (var k = 0; k < steps; k++)
        {
            if (k % 300 == 0)
                environment.Begin(random, (physics, draws, _) => task.BeginAnywhere(physics, draws));
            StateHash.Draw(random, environment.Spec.Action, action);
            environment.Step(action);
            foreach (var velocity in environment.Physics.Qvel)
                Assert.InRange(Math.Abs(velocity), 0, 100);
        }
    }

    [Fact]
    public void A_locked_drawer_stays_and_an_unlocked_one_slides()
    {
        using var environment = EnvironmentCatalog.Create("scene");
        var task = (TabletopTask)environment.Task;
        var body = environment.Physics.Model.Id(MuJoCo.MjObject.Body, "drawer");

        Assert.Equal(0, Pushed(locked: true), 1e-4);
        Assert.InRange(Pushed(locked: false), -0.165, -0.05);

        double Pushed(bool locked)
        {
            environment.Reset(2, 1);
            task.ButtonStates[0] = locked ? 0 : 1;
            environment.Physics.Qpos[task.Layout.DrawerAddress] = 0;
            for (var k = 0; k < 10; k++)
            {
                environment.Push(body, [0, 2, 0, 0, 0, 0]);
                environment.Step(new float[5]);
            }
            return environment.Physics.Qpos[task.Layout.DrawerAddress];
        }
    }

    [Theory]
    [InlineData("drawer", SubtaskKind.Drawer)]
    [InlineData("window", SubtaskKind.Window)]
    public void Oracles_hold_furniture_where_the_model_has_its_grip(string part, SubtaskKind kind)
    {
        using var environment = EnvironmentCatalog.Create("scene");
        var (task, physics) = ((TabletopTask)environment.Task, environment.Physics);
        environment.Reset(1, 0);
        (physics.Qpos[task.Layout.DrawerAddress], physics.Qpos[task.Layout.WindowAddress]) = (0, 0);

        var hold = Grip.For(new Subtask(kind), task, physics, task.Robot.Pose(physics), cubeApproach: 0.1).Hold;

        var (body, site) = (physics.Model.Id(MuJoCo.MjObject.Body, part), physics.Model.Id(MuJoCo.MjObject.Site, $"{part}_grip"));
        double[] expected = [.. Enumerable.Range(0, 3).Select(axis => physics.Model.Doubles("body_pos")[3 * body + axis] + physics.Model.Doubles("site_pos")[3 * site + axis])];
        Assert.Equal(0, hold.DistanceTo(new ArmPose(expected[0], expected[1], expected[2], 0)), 1e-9);
    }

    [Fact]
    public void A_press_changes_a_button_and_its_neighbours_once()
    {
        using var environment = EnvironmentCatalog.Create("puzzle-3x3");
        var task = (TabletopTask)environment.Task;
        environment.Reset(1, 2);
        var oracle = new MarkovOracle(environment);
        var action = new float[5];

        oracle.Begin(new Subtask(SubtaskKind.Button, 3), new RandomStream(0, "test"));
        while (!oracle.IsDone)
        {
            oracle.Act(action);
            environment.Step(action);
        }

        Assert.Equal([1, 0, 0, 1, 1, 0, 1, 0, 0], task.ButtonStates.ToArray());
    }

    [Fact]
    public void A_press_allocates_nothing()
    {
        using var environment = EnvironmentCatalog.Create("puzzle-4x6");
        var task = (TabletopTask)environment.Task;
        var button = task.Layout.ButtonAddress(9);
        environment.Reset(1, 0);
        Press();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Press();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(task.Scene.Routes[0].Start.Buttons, task.ButtonStates.ToArray());
        Assert.Equal(0, allocated);

        void Press()
        {
            environment.Physics.Qpos[button] = 0;
            task.ApplyAction(environment.Physics, new ReadOnlySpan<float>([0, 0, 0, 0, 0]));
            environment.Physics.Qpos[button] = -0.024;
            task.AfterPhysics(environment.Physics);
        }
    }

    [Theory]
    [InlineData("puzzle-3x3", new[] { 2, 5, 8, 9, 7 })]
    [InlineData("puzzle-4x4", new[] { 4, 6, 6, 6, 7 })]
    [InlineData("puzzle-4x5", new[] { 4, 10, 14, 16, 20 })]
    [InlineData("puzzle-4x6", new[] { 6, 8, 12, 16, 24 })]
    public void Puzzles_need_as_many_presses_as_are_known(string name, int[] presses)
    {
        TabletopScene[] scenes = [PuzzleScenes.ThreeByThree, PuzzleScenes.FourByFour, PuzzleScenes.FourByFive, PuzzleScenes.FourBySix];
        var scene = scenes.Single(candidate => candidate.Name == name);

        var found = scene.Routes.Select(route => LightsOut.Count(scene, route.Start.Buttons, route.Goal.Buttons));

        Assert.Equal(presses, found);
    }

    [Theory]
    [InlineData("cube-single", true)]
    [InlineData("cube-double", false)]
    [InlineData("scene", false)]
    [InlineData("puzzle-3x3", true)]
    public void The_oracle_solves_every_task(string name, bool plans)
    {
        var report = OracleEvaluation.Run(EnvironmentCatalog.Entry(name), plans, episodes: 1, seed: 11, jobs: 2);

        Assert.All(report.Tasks, task => Assert.Equal(1, task.Success));
    }

    [Fact]
    public void A_dataset_has_the_public_keys_and_button_states()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"), "scene", "noisy") with { Episodes = 2, Steps = 100 };

        DatasetCollector.Collect(options);

        using var npz = NpzReader.Open(options.Out);
        npz.Require("observations", NpyType.Float32, 202, 40);
        npz.Require("actions", NpyType.Float32, 202, 5);
        npz.Require("terminals", NpyType.Bool, 202);
        npz.Require("qpos", NpyType.Float32, 202, 25);
        npz.Require("qvel", NpyType.Float32, 202, 24);
        npz.Require("button_states", NpyType.Int64, 202, 2);
        Assert.All(npz.Read<long>("button_states"), state => Assert.InRange(state, 0, 1));
        Assert.Empty(DatasetInspector.Inspect(options.Out, "scene").Problems);
    }

    private static void Grasp(SimEnvironment environment)
    {
        var (task, physics, action) = ((TabletopTask)environment.Task, environment.Physics, new float[5]);
        var oracle = new MarkovOracle(environment);
        environment.Begin(new RandomStream(1, "test/grasp"), (p, draws, _) => task.BeginAnywhere(p, draws));
        oracle.Begin(new Subtask(SubtaskKind.Cube) { Place = new Point(0.425, 0, 0.2) }, new RandomStream(0, "test"));
        for (var k = 0; k < 120 && TabletopTask.Cube(physics, 0).Z < 0.15; k++)
        {
            oracle.Act(action);
            environment.Step(action);
        }
        Assert.InRange(TabletopTask.Cube(physics, 0).Z, 0.15, 0.4);
    }
}
