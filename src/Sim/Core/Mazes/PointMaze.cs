using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Mazes;

/// <summary><c>pointmaze-*</c>: the kinematic point in OGBench's mazes, 10 Hz, 1000 steps.</summary>
public static class PointMaze
{
    private const double ControlTimestep = 0.1;
    private const int MaxSteps = 1000;
    private const double ActionNoise = 0.5;

    /// <summary>The catalog line of one map.</summary>
    public static EnvironmentEntry Entry(MazeMap map) => new($"pointmaze-{map.Name}", () => Create(map), Recipes(map));

    private static SimEnvironment Create(MazeMap map)
    {
        var robot = new PointRobot();
        var mjcf = MazeModel.Compose(PointRobot.ModelFile, map);
        var spec = new EnvironmentSpec
        {
            Name = $"pointmaze-{map.Name}",
            Observation = robot.Observation,
            Goal = robot.Observation,
            Action = robot.Action,
            ControlTimestep = ControlTimestep,
            MaxSteps = MaxSteps,
            Tasks = [.. map.Tasks.Select((route, k) => new TaskSpec(k + 1, route.Name))],
            Maze = map.Layout,
            ModelHash = Sha256File.OfText(mjcf),
        };
        return new SimEnvironment(spec, new Physics(mjcf), new MazeTask(map, robot));
    }

    // Episodes and lengths of the public data sets; there is no public pointmaze explore set, its numbers are antmaze's.
    private static IReadOnlyList<CollectionRecipe> Recipes(MazeMap map)
    {
        var (episodes, steps) = map.Name == "giant" ? (500, 2000) : (1000, 1000);
        return
        [
            new("navigate", episodes, steps, ActionNoise, (environment, noise) => PathFollower.Navigate(environment, Steer, noise)),
            new("stitch", 5000, 200, ActionNoise, (environment, noise) => PathFollower.Stitch(environment, Steer, noise)),
            new("explore", 10000, 500, 1.0, (environment, noise) => new Wanderer(environment, Steer, noise)),
        ];
    }

    private static void Steer(Physics physics, (double X, double Y) direction, Span<float> action) =>
        (action[0], action[1]) = ((float)direction.X, (float)direction.Y);
}
