using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Tests;

public sealed class PointMazeTests
{
    private const double Radius = 0.7;

    public static TheoryData<string> Names => [.. EnvironmentCatalog.Names.Where(name => name.StartsWith("pointmaze", StringComparison.Ordinal))];

    [Fact]
    public void Specification_is_that_of_OGBench()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");

        var spec = environment.Spec;

        Assert.Equal((2, 2, 1000, 5), (spec.Observation.Dim, spec.Action.Dim, spec.MaxSteps, spec.Tasks.Count));
        Assert.Equal(0.1, spec.ControlTimestep, 12);
        Assert.Equal(0.02, environment.Physics.Timestep, 12);
        Assert.Equal(1, environment.Physics.Model.Options.Integrator);
        Assert.All(spec.Action.Minimum, bound => Assert.Equal(-1f, bound));
        Assert.Single(EnvironmentCatalog.Create("pointmaze-arena").Spec.Tasks);
    }

    [Fact]
    public void Body_is_a_sphere_of_the_known_mass()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");

        var mass = environment.Physics.Model.BodyMass[1];

        Assert.Equal(100 * 4.0 / 3 * Math.PI * Radius * Radius * Radius, mass, 9);
    }

    [Fact]
    public void In_the_open_an_action_is_a_fifth_of_a_metre_and_is_not_clipped()
    {
        using var environment = Begin("pointmaze-arena", new MazeRoute(3, 3, 6, 6));
        var (x, y) = (environment.Physics.Qpos[0], environment.Physics.Qpos[1]);

        environment.Step([1f, -0.5f]);
        environment.Step([3f, 0f]);

        Assert.Equal(x + 0.8, environment.Physics.Qpos[0], 12);
        Assert.Equal(y - 0.1, environment.Physics.Qpos[1], 12);
        Assert.Equal(0.0, environment.Physics.Qvel[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Walls_keep_the_point_out_and_no_step_is_longer_than_the_action_allows(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var task = (MazeTask)environment.Task;
        var random = new RandomStream(11, "test/walls");
        var (action, deepest, longest) = (new float[2], 0.0, 0.0);

        for (ulong seed = 0; seed < 5; seed++)
        {
            environment.Begin(random, (physics, draws, advance) => task.InitializeEpisode(physics, 1, draws, advance));
            for (var step = 0; step < 400; step++)
            {
                if (step % 20 == 0)
                    StateHash.Draw(random, environment.Spec.Action, action);
                var (x, y) = (environment.Physics.Qpos[0], environment.Physics.Qpos[1]);
                var found = environment.Step(action).Observation.ToArray();
                longest = Math.Max(longest, Math.Max(Math.Abs(found[0] - x), Math.Abs(found[1] - y)));
                deepest = Math.Max(deepest, Depth(task.Map.Layout, environment.Physics.Qpos[0], environment.Physics.Qpos[1]));
            }
        }

        Assert.InRange(longest, 0.15, PointRobot.Stride + 0.15);
        Assert.InRange(deepest, 0.0, 0.15);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Start_and_goal_lie_within_a_metre_of_their_cells_and_spread_over_them(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var task = (MazeTask)environment.Task;
        var layout = task.Map.Layout;

        foreach (var spec in environment.Spec.Tasks)
        {
            var route = task.Map.Tasks[spec.Id - 1];
            var (start, goal) = (layout.Center(route.StartI, route.StartJ), layout.Center(route.GoalI, route.GoalJ));
            var offsets = new List<double>();
            for (ulong seed = 0; seed < 60; seed++)
            {
                var first = environment.Reset(spec.Id, seed);
                offsets.AddRange([first.Observation[0] - start.X, first.Observation[1] - start.Y]);
                offsets.AddRange([first.Goal[0] - goal.X, first.Goal[1] - goal.Y]);
            }
            Assert.All(offsets, offset => Assert.InRange(offset, -1.0, 1.0));
            Assert.InRange(offsets.Average(), -0.15, 0.15);
            Assert.InRange(offsets.Average(offset => offset * offset), 0.25, 0.42);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Walking_along_the_shortest_path_solves_every_task(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var walker = new GoalWalker(environment);

        foreach (var task in environment.Spec.Tasks)
        {
            for (ulong seed = 0; seed < 3; seed++)
            {
                var (success, reward, steps) = walker.Run(task.Id, seed);
                Assert.True(success, $"{name} task {task.Id} seed {seed} after {steps} steps");
                Assert.Equal(1f, reward);
                Assert.InRange(steps, 1, environment.Spec.MaxSteps - 1);
            }
        }
    }

    [Fact]
    public void Success_is_within_a_metre_of_the_goal_after_the_action()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-arena");
        var task = (MazeTask)environment.Task;
        environment.Reset(1, 4);
        var physics = environment.Physics;

        (physics.Qpos[0], physics.Qpos[1]) = (task.Goal.X - 1.3, task.Goal.Y);
        var outside = environment.Step([1f, 0f]).Success;
        (physics.Qpos[0], physics.Qpos[1]) = (task.Goal.X - 1.19, task.Goal.Y);
        var last = environment.Step([1f, 0f]);

        Assert.False(outside);
        Assert.True(last.Success && last.IsLast);
    }

    [Fact]
    public void A_teleport_shows_in_the_observation_one_step_late_and_uses_every_outlet()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-teleport");
        var outlets = new HashSet<(double, double)>();

        for (ulong seed = 0; seed < 40; seed++)
        {
            environment.Reset(1, seed);
            (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = (20, 13.6);
            var seen = environment.Step([0f, -1f]).Observation.ToArray();
            Assert.Equal(20f, seen[0], 4);
            Assert.Equal(13.4f, seen[1], 4);
            outlets.Add((environment.Physics.Qpos[0], environment.Physics.Qpos[1]));
        }

        Assert.Equal(new Teleporters(MazeMaps.Teleport).Outlets.Order(), outlets.Order());
    }

    [Theory]
    [InlineData(0.1, 0.02, 5)]
    [InlineData(0.05, 0.05, 1)]
    [InlineData(0.3, 0.1, 3)]
    [InlineData(0.025, 0.005, 5)]
    public void Control_steps_are_whole_physics_steps(double control, double physics, int count) =>
        Assert.Equal(count, SimEnvironment.Substeps(control, physics));

    [Theory]
    [InlineData(0.1, 0.03)]
    [InlineData(0.01, 0.02)]
    [InlineData(0.1, 0.0199)]
    public void Other_rates_are_refused_with_both_numbers(double control, double physics)
    {
        var error = Assert.Throws<ArgumentException>(() => SimEnvironment.Substeps(control, physics));

        Assert.Contains($"{control} s", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{physics} s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_number_stops_with_the_reason_instead_of_a_silent_reset()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        environment.Reset(1, 0);

        var error = Assert.Throws<SimulationFailedException>(() => environment.Step([float.NaN, 0f]));

        Assert.Contains("simulation failed", error.Message, StringComparison.Ordinal);
    }

    // How far the sphere reaches into the nearest wall box, seen from above.
    private static double Depth(MazeLayout maze, double x, double y)
    {
        var deepest = 0.0;
        for (var i = 0; i < maze.Height; i++)
            for (var j = 0; j < maze.Width; j++)
            {
                if (maze.IsFree(i, j))
                    continue;
                var (cx, cy) = maze.Center(i, j);
                var dx = Math.Max(0, Math.Abs(x - cx) - maze.CellSize / 2);
                var dy = Math.Max(0, Math.Abs(y - cy) - maze.CellSize / 2);
                deepest = Math.Max(deepest, Radius - Math.Sqrt(dx * dx + dy * dy));
            }
        return deepest;
    }

    private static SimEnvironment Begin(string name, MazeRoute route)
    {
        var environment = EnvironmentCatalog.Create(name);
        var task = (MazeTask)environment.Task;
        environment.Begin(new RandomStream(1, "test"), (physics, random, advance) => task.Begin(route, physics, random, advance));
        return environment;
    }
}
