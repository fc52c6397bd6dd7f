using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>Get from one cell of a maze to another, with OGBench's reset sequence, noise and success rule.</summary>
public sealed class MazeTask : ITask, IJumpingTask, IWalledTask
{
    /// <summary>Random actions that settle the robot before the goal observation is taken.</summary>
    public const int SettlingSteps = 5;

    private readonly IRobot _robot;
    private readonly float[] _goalObservation;
    private readonly float[] _action;
    private RandomStream _random = new(0, "maze");
    private WallTouch? _touch;

    /// <summary>One robot in one maze.</summary>
    public MazeTask(MazeMap map, IRobot robot)
    {
        (Map, _robot) = (map, robot);
        Teleporters = new Teleporters(map);
        Picture = new MazePicture(robot);
        _goalObservation = new float[robot.Observation.Dim];
        _action = new float[robot.Action.Dim];
    }

    /// <summary>Who walks.</summary>
    public IRobot Robot => _robot;

    /// <summary>The maze.</summary>
    public MazeMap Map { get; }

    /// <inheritdoc/>
    public ITaskPicture Picture { get; }

    /// <summary>Its teleporters.</summary>
    public Teleporters Teleporters { get; }

    /// <summary>Where the robot's root is to go, in metres.</summary>
    public (double X, double Y) Goal { get; private set; }

    /// <inheritdoc/>
    public void InitializeEpisode(Physics physics, int taskId, RandomStream random, ControlStep advance) =>
        Begin(Map.Tasks[taskId - 1], Map.Placement, physics, random, advance);

    /// <summary>OGBench's reset sequence for any start and goal cell, as its demonstrations begin.</summary>
    public void Begin(MazeRoute route, Physics physics, RandomStream random, ControlStep advance) =>
        Begin(route, PlacementRule.Ogbench, physics, random, advance);

    /// <summary>Moves the goal to another cell in the middle of an episode; the robot stays where it is.</summary>
    public void MoveGoal((int I, int J) cell)
    {
        Goal = PlacementRule.Ogbench.DrawGoal(Map.Layout.Center(cell.I, cell.J), _random);
        (_goalObservation[0], _goalObservation[1]) = ((float)Goal.X, (float)Goal.Y);
    }

    /// <inheritdoc/>
    public int StateBytes => ((2 + RandomStream.StateWords) * sizeof(double)) + (GoalFloats * sizeof(float));

    // An even number of floats, so that whatever follows stays aligned.
    private int GoalFloats => (_goalObservation.Length + 1) / 2 * 2;

    /// <inheritdoc/>
    public void SetGoal(ReadOnlySpan<float> goal)
    {
        goal.CopyTo(_goalObservation);
        Goal = (goal[0], goal[1]);
    }

    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        state.Write(Goal.X);
        state.Write(Goal.Y);
        _random.CopyStateTo(state.Take<ulong>(RandomStream.StateWords));
        _goalObservation.CopyTo(state.Take<float>(GoalFloats));
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        Goal = (state.Read<double>(), state.Read<double>());
        _random.State = state.Take<ulong>(RandomStream.StateWords).ToArray();
        state.Take<float>(GoalFloats)[.._goalObservation.Length].CopyTo(_goalObservation);
    }

    /// <inheritdoc/>
    public void ApplyAction(Physics physics, ReadOnlySpan<float> action) => _robot.Apply(physics, action);

    /// <inheritdoc/>
    public void AfterPhysics(Physics physics)
    {
        // Mazes have no switches.
    }

    /// <inheritdoc/>
    public void WriteObservation(Physics physics, Span<float> observation) => _robot.Observe(physics, observation);

    /// <inheritdoc/>
    public void WriteGoal(Span<float> goal) => _goalObservation.CopyTo(goal);

    /// <inheritdoc/>
    public Judgement Judge(Physics physics)
    {
        var position = physics.Qpos;
        var (dx, dy) = (position[0] - Goal.X, position[1] - Goal.Y);
        var success = Math.Sqrt(dx * dx + dy * dy) <= _robot.GoalTolerance;
        return new Judgement(success ? 1f : 0f, success);
    }

    /// <inheritdoc/>
    public void AfterStep(Physics physics)
    {
        if (Teleporters.Swallows(physics.Qpos[0], physics.Qpos[1]))
            Place(physics, Teleporters.DrawOutlet(_random));
    }

    /// <inheritdoc/>
    public bool TryJumpTowards(Physics physics, ReadOnlySpan<double> next)
    {
        if (!Teleporters.Swallows(physics.Qpos[0], physics.Qpos[1]))
            return false;
        Place(physics, Teleporters.NearestOutlet(next[0], next[1]));
        return true;
    }

    /// <inheritdoc/>
    public bool TouchesWall(Physics physics)
    {
        ArgumentNullException.ThrowIfNull(physics);
        return (_touch ??= new WallTouch(physics.Model, Map.Layout)).Now(physics);
    }

    private void Begin(MazeRoute route, PlacementRule placement, Physics physics, RandomStream random, ControlStep advance)
    {
        _random = random;
        var start = placement.DrawStart(Map.Layout.Center(route.StartI, route.StartJ), random);
        var goal = placement.DrawGoal(Map.Layout.Center(route.GoalI, route.GoalJ), random);
        _robot.Reset(physics, random);
        for (var step = 0; step < SettlingSteps; step++)
            advance(RandomAction());
        Place(physics, goal);
        _robot.Observe(physics, _goalObservation);
        Goal = goal;
        _robot.Reset(physics, random);
        Place(physics, start);
    }

    private static void Place(Physics physics, (double X, double Y) place) =>
        (physics.Qpos[0], physics.Qpos[1]) = place;

    private ReadOnlySpan<float> RandomAction()
    {
        var (low, high) = (_robot.Action.Minimum, _robot.Action.Maximum);
        for (var k = 0; k < _action.Length; k++)
            _action[k] = (float)_random.NextDouble(low[k], high[k]);
        return _action;
    }
}
