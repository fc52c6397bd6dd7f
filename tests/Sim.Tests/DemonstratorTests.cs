using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Tests;

public sealed class DemonstratorTests
{
    [Fact]
    public void Stitch_goals_are_four_cells_away_and_stay()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-large");
        var task = (MazeTask)environment.Task;
        var maze = task.Map.Layout;
        var demonstrator = Demonstrator(environment, "stitch");
        var action = new float[2];

        for (ulong episode = 0; episode < 200; episode++)
        {
            var first = demonstrator.Begin(new RandomStream(1, "test/stitch", episode));
            var start = maze.CellAt(first.Observation[0], first.Observation[1]);
            var goal = task.Goal;
            var cell = maze.CellAt(goal.X, goal.Y);
            Assert.Equal(PathFollower.StitchDistance, maze.DistancesTo(cell.I, cell.J)[start.I, start.J]);
            for (var step = 0; step < 100; step++)
            {
                demonstrator.Act(action);
                demonstrator.Observe(environment.Step(action));
            }
            Assert.Equal(goal, task.Goal);
        }
    }

    [Fact]
    public void Navigate_starts_in_every_cell_and_goes_on_to_new_vertex_cells()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        var task = (MazeTask)environment.Task;
        var maze = task.Map.Layout;
        var vertices = new MazeNavigator(maze).VertexCells.ToArray();
        var demonstrator = Demonstrator(environment, "navigate");
        var (starts, goals, action) = (new HashSet<(int, int)>(), new HashSet<(double, double)>(), new float[2]);

        for (ulong episode = 0; episode < 300; episode++)
        {
            var first = demonstrator.Begin(new RandomStream(2, "test/navigate", episode));
            starts.Add(maze.CellAt(first.Observation[0], first.Observation[1]));
        }
        for (var step = 0; step < 4000; step++)
        {
            demonstrator.Act(action);
            demonstrator.Observe(environment.Step(action));
            goals.Add(task.Goal);
        }

        Assert.Equal(26, starts.Count);
        Assert.InRange(goals.Count, 10, 200);
        Assert.All(goals, goal => Assert.Contains(maze.CellAt(goal.Item1, goal.Item2), vertices));
    }

    [Fact]
    public void Action_is_the_unit_direction_plus_noise_of_the_given_width_clipped()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-arena");
        var task = (MazeTask)environment.Task;
        var demonstrator = Demonstrator(environment, "navigate");
        demonstrator.Begin(new RandomStream(5, "test/noise"));
        task.MoveGoal((3, 6));
        (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = task.Map.Layout.Center(3, 3);
        var (along, across, action, draws) = (new List<double>(), new List<double>(), new float[2], 40_000);

        for (var k = 0; k < draws; k++)
        {
            demonstrator.Act(action);
            along.Add(action[0]);
            across.Add(action[1]);
        }

        // Towards (3,4), i.e. along +x: 1 + 0.5 n is clipped at 1 half of the time; 0.5 n at ±1 in 4.6 % of the draws.
        Assert.All(along.Concat(across), value => Assert.InRange(value, -1.0, 1.0));
        Assert.InRange(along.Count(value => value == 1.0) / (double)draws, 0.49, 0.51);
        Assert.InRange(along.Average(), 0.79, 0.81);
        Assert.InRange(across.Average(), -0.01, 0.01);
        Assert.InRange(across.Count(value => Math.Abs(value) == 1.0) / (double)draws, 0.042, 0.050);
        Assert.InRange(across.Count(value => Math.Abs(value) < 0.5) / (double)draws, 0.675, 0.690);
    }

    [Fact]
    public void Explore_changes_its_direction_every_ten_steps()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-arena");
        var demonstrator = EnvironmentCatalog.Entry("pointmaze-arena").Recipes.First(recipe => recipe.Type == "explore")
            .CreateDemonstrator(environment, 0.0);
        demonstrator.Begin(new RandomStream(5, "test/explore"));
        var actions = new List<(float, float)>();
        var action = new float[2];

        for (var k = 0; k < 60; k++)
        {
            demonstrator.Act(action);
            actions.Add((action[0], action[1]));
        }

        Assert.Equal(6, actions.Distinct().Count());
        Assert.All(actions.Chunk(Wanderer.StepsPerDirection), chunk => Assert.Single(chunk.Distinct()));
        Assert.All(actions, a => Assert.Equal(1.0, Math.Sqrt(a.Item1 * a.Item1 + a.Item2 * a.Item2), 5));
    }

    [Fact]
    public void The_ant_leaves_its_path_for_a_while_now_and_then_and_the_point_never()
    {
        Assert.Empty(DetoursFrom("pointmaze-medium", x: 0, y: 0));
        // A detour of 10 steps on average begins in 3 % of the other steps.
        Assert.InRange(DetoursFrom("antmaze-medium", x: 0, y: 0).Count / (double)DetourDraws, 0.20, 0.26);
    }

    [Fact]
    public void A_detour_ends_before_a_wall()
    {
        // The outer wall is at x = −2, within 1.2 m straight ahead and within 60° of it.
        var directions = DetoursFrom("antmaze-medium", x: -1.4, y: 0);

        Assert.InRange(directions.Count / (double)DetourDraws, 0.12, 0.20);
        Assert.All(directions, direction => Assert.True(direction.X > -0.501));
        Assert.Contains(directions, direction => direction.X < -0.4);
    }

    private const int DetourDraws = 20_000;

    // The robot stands still, so its path has one direction, and all others are detours.
    private static List<(double X, double Y)> DetoursFrom(string name, double x, double y)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var task = (MazeTask)environment.Task;
        var (directions, action) = (new List<(double X, double Y)>(), new float[environment.Spec.Action.Dim]);
        var walker = new MazeWalker("test", "", () => task.Robot, (_, direction, _) => directions.Add(direction), ActionNoise: 0)
        {
            DetourRate = name.StartsWith("ant", StringComparison.Ordinal) ? LocoMaze.Ant.DetourRate : LocoMaze.Point.DetourRate,
        };
        var demonstrator = PathFollower.Navigate(environment, walker, noise: 0);
        demonstrator.Begin(new RandomStream(5, "test/detour"));
        (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = (x, y);
        for (var k = 0; k < DetourDraws; k++)
            demonstrator.Act(action);
        var path = directions.GroupBy(direction => direction).MaxBy(group => group.Count())!.Key;
        return [.. directions.Where(direction => direction != path)];
    }

    [Fact]
    public void The_ant_finishes_at_the_goal_itself()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        var task = (MazeTask)environment.Task;
        var (direction, action) = ((X: 0.0, Y: 0.0), new float[8]);
        var walker = LocoMaze.Ant with { Steer = (_, towards, _) => direction = towards, DetourRate = 0 };
        var demonstrator = PathFollower.Navigate(environment, walker, noise: 0);
        demonstrator.Begin(new RandomStream(5, "test/finish"));
        task.MoveGoal((1, 1));
        (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = (task.Goal.X - 0.3, task.Goal.Y + 0.4);

        demonstrator.Act(action);

        Assert.Equal((0.6, -0.8), (Math.Round(direction.X, 4), Math.Round(direction.Y, 4)));
    }

    [Theory]
    [InlineData("pointmaze-medium", "navigate", 1000, 1000)]
    [InlineData("pointmaze-giant", "navigate", 500, 2000)]
    [InlineData("pointmaze-teleport", "stitch", 5000, 200)]
    public void Default_sizes_are_those_of_the_public_files(string environment, string type, int episodes, int steps)
    {
        var recipe = EnvironmentCatalog.Entry(environment).Recipes.First(recipe => recipe.Type == type);

        Assert.Equal((episodes, steps, 0.5), (recipe.Episodes, recipe.Steps, recipe.ActionNoise));
    }

    [Fact]
    public void Who_fumbles_misses_cubes_and_tries_again_and_who_plays_hardly_misses()
    {
        var played = Grasps("play");
        Assert.InRange(played.Count(grasp => !grasp.Lifted) / (double)played.Count, 0, 0.1);
        var grasps = Grasps("fumble");
        var missed = grasps.Where(grasp => !grasp.Lifted).ToArray();
        Assert.InRange(missed.Length / (double)grasps.Count, 0.15, 0.4);
        // Four of five that are missed are tried again at once; a plan takes some six seconds.
        var again = missed.Count(miss => grasps.Any(next => next.Step > miss.Step && next.Step < miss.Step + 160));
        Assert.True(again > missed.Length / 2, $"{again} of {missed.Length}");
    }

    // Whenever the gripper closes low and near the cube: when, and whether the cube was lifted within two seconds.
    private static List<(int Step, bool Lifted)> Grasps(string type)
    {
        const int steps = 5000;
        using var environment = EnvironmentCatalog.Create("scene");
        var demonstrator = Demonstrator(environment, type);
        demonstrator.Begin(new RandomStream(3, "test/fumble"));
        var (physics, action, heights, closings, wasOpen) = (environment.Physics, new float[5], new double[steps + 40], new List<int>(), true);
        for (var step = 0; step < heights.Length; step++)
        {
            demonstrator.Act(action);
            environment.Step(action);
            var (cube, pinch) = (TabletopTask.Cube(physics, 0), ((TabletopTask)environment.Task).Robot.Pose(physics));
            heights[step] = cube.Z;
            var isOpen = ArmRobot.Opening(physics) < 0.33;
            if (wasOpen && !isOpen && cube.Z < 0.03 && pinch.Z < 0.09 && new Point(pinch.X, pinch.Y, cube.Z).DistanceTo(cube) < 0.06)
                closings.Add(step);
            wasOpen = isOpen;
        }
        return [.. closings.Where(step => step < steps).Select(step => (step, heights[step..(step + 40)].Max() > 0.05))];
    }

    private static IDemonstrator Demonstrator(SimEnvironment environment, string type)
    {
        var recipe = EnvironmentCatalog.Entry(environment.Spec.Name).Recipes.First(recipe => recipe.Type == type);
        return recipe.CreateDemonstrator(environment, recipe.ActionNoise);
    }
}
