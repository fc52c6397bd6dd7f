using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Locomotion;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>
/// OGBench's maze locomotion at 10 Hz (<c>ogbench/locomaze</c>): <c>pointmaze-*</c> and <c>antmaze-*</c>. A new robot
/// is one more <see cref="MazeWalker"/>.
/// </summary>
public static class LocoMaze
{
    private const double ControlTimestep = 0.1;

    /// <summary>The kinematic point; it demonstrates by moving into the direction it is told.</summary>
    public static MazeWalker Point { get; } = new("pointmaze", PointRobot.ModelFile, () => new PointRobot(), PointRobot.Steer, ActionNoise: 0.5);

    /// <summary>The ant; it demonstrates with the gait that ships with it.</summary>
    public static MazeWalker Ant { get; } = new("antmaze", AntRobot.ModelFile, () => new AntRobot(), AntGait.Shipped.Steer, ActionNoise: 0.2)
    {
        FinishAtGoal = true,
        DetourRate = 0.03,
    };

    /// <summary>The catalog line of one robot in one maze.</summary>
    public static EnvironmentEntry Entry(MazeWalker walker, MazeMap map) =>
        new($"{walker.Family}-{map.Name}", () => Create(walker, map), Recipes(walker, map)) { Steer = walker.Steer };

    /// <summary>A fresh environment.</summary>
    public static SimEnvironment Create(MazeWalker walker, MazeMap map)
    {
        var robot = walker.CreateRobot();
        var mjcf = MazeModel.Compose(walker.ModelFile, map);
        var spec = new EnvironmentSpec
        {
            Name = $"{walker.Family}-{map.Name}",
            Observation = robot.Observation,
            Goal = robot.Observation,
            Action = robot.Action,
            ControlTimestep = ControlTimestep,
            MaxSteps = map.MaxSteps,
            Tasks = [.. map.Tasks.Select((route, k) => new TaskSpec(k + 1, route.Name))],
            Maze = map.Layout,
            Success = SuccessRule.Within(robot.GoalTolerance, 0, 1),
            ModelHash = Sha256File.OfText(mjcf),
        };
        return new SimEnvironment(spec, new Physics(mjcf, model => NearbyWalls.Of(model, map.Layout)), new MazeTask(map, robot));
    }

    // Episodes and lengths of the public data sets; there is no public pointmaze explore set, its numbers are antmaze's.
    private static IReadOnlyList<CollectionRecipe> Recipes(MazeWalker walker, MazeMap map)
    {
        var (episodes, steps) = map.IsGiant ? (500, 2000) : (1000, 1000);
        return
        [
            new("navigate", episodes, steps, walker.ActionNoise, (environment, noise) => PathFollower.Navigate(environment, walker, noise)),
            new("stitch", 5000, 200, walker.ActionNoise, (environment, noise) => PathFollower.Stitch(environment, walker, noise)),
            new("explore", 10000, 500, 1.0, (environment, noise) => new Wanderer(environment, walker.Steer, noise)),
        ];
    }
}

/// <summary>A robot that walks in mazes.</summary>
/// <param name="Family">OGBench's word for its environments, e.g. <c>antmaze</c>.</param>
/// <param name="ModelFile">A file of <c>models/mjcf</c>.</param>
/// <param name="CreateRobot">A fresh robot.</param>
/// <param name="Steer">How it demonstrates.</param>
/// <param name="ActionNoise">Standard deviation of the demonstrator's action noise in OGBench's navigate and stitch sets.</param>
public sealed record MazeWalker(
    string Family, string ModelFile, Func<IRobot> CreateRobot, SteeringPolicy Steer, double ActionNoise)
{
    /// <summary>
    /// In the goal's cell demonstrations walk to the goal itself; OGBench walks to the centre of its cell. The goal lies
    /// up to 1.4 m from it, so that an ant, which has to come within 0.5 m, would spend a third of a dataset walking in
    /// circles there.
    /// </summary>
    public bool FinishAtGoal { get; init; }

    /// <summary>
    /// Probability, per step, of 5 to 15 steps into a random direction, or as far as a wall. On shortest paths a robot with momentum turns
    /// around nowhere but at its goals and meets a wall only by accident; a policy learned from that knows neither.
    /// </summary>
    public double DetourRate { get; init; }
}
