using HiqlRobotics.Contracts;

namespace HiqlRobotics.Testing;

/// <summary>
/// A point on an empty plane that moves half its action per step; small enough to work out by hand. Faults can be
/// injected by step number.
/// </summary>
public sealed class FakeEnvironment : IInteractiveEnvironment, IWallSensor
{
    private readonly float[] _observation = new float[2];
    private readonly float[] _goal = new float[2];
    private readonly double[] _qpos = new double[2];
    private readonly float[] _push = new float[2];
    private int _step = -1;
    private int _steps;
    private bool _success;

    /// <summary>The specification the fixtures' bundles were made for.</summary>
    public static EnvironmentSpec DefaultSpec { get; } = new()
    {
        Name = "fake-plane",
        Observation = ArraySpec.Unbounded("x_m", "y_m"),
        Goal = ArraySpec.Unbounded("x_m", "y_m"),
        Action = ArraySpec.Bounded(-1, 1, "dx", "dy"),
        ControlTimestep = 0.1,
        MaxSteps = 40,
        Tasks = [new TaskSpec(1, "near"), new TaskSpec(2, "far"), new TaskSpec(3, "out of reach")],
        ModelHash = new string('0', 64),
    };

    public EnvironmentSpec Spec { get; init; } = DefaultSpec;

    /// <summary>Steps of an episode whose answer holds NaN.</summary>
    public Func<int, bool> Poisoned { get; init; } = _ => false;

    /// <summary>Called at the start of each step, e.g. to turn a manual clock.</summary>
    public Action<int> OnStep { get; init; } = _ => { };

    /// <summary>Steps that end at a wall, counted from 1; null for a plane without walls.</summary>
    public Func<int, bool>? AtWall { get; init; }

    public bool? TouchesWall => AtWall?.Invoke(_steps);

    /// <summary>What was last sent to the actuator.</summary>
    public float[] LastAction { get; } = new float[2];

    public int Resets { get; private set; }

    public List<ulong> Seeds { get; } = [];

    public TimeStep Reset(int taskId, ulong seed)
    {
        if (taskId < 1 || taskId > Spec.Tasks.Count)
            throw new InputException($"{Spec.Name}: no task {taskId}");
        var stream = new RandomStream(seed, "fake/reset", (ulong)taskId);
        _observation[0] = (float)stream.NextDouble(-0.5, 0.5);
        _observation[1] = (float)stream.NextDouble(-0.5, 0.5);
        (_goal[0], _goal[1]) = taskId switch { 1 => (3f, 0f), 2 => (0f, -8f), _ => (100f, 100f) };
        _step = 0;
        Resets++;
        Seeds.Add(seed);
        return Answer(StepType.First, success: false);
    }

    public TimeStep Step(ReadOnlySpan<float> action)
    {
        if (_step < 0)
            throw new InvalidOperationException("no episode is running");
        OnStep(_step);
        action.CopyTo(LastAction);
        _observation[0] += (0.5f * action[0]) + _push[0];
        _observation[1] += (0.5f * action[1]) + _push[1];
        Array.Clear(_push);
        _steps = ++_step;
        var success = MathF.Abs(_observation[0] - _goal[0]) < 0.6f && MathF.Abs(_observation[1] - _goal[1]) < 0.6f;
        var last = success || _step >= Spec.MaxSteps;
        return Answer(last ? StepType.Last : StepType.Mid, success);
    }

    public int StateBytes => (6 * sizeof(float)) + (2 * sizeof(int));

    public ReadOnlySpan<double> Qpos
    {
        get
        {
            (_qpos[0], _qpos[1]) = (_observation[0], _observation[1]);
            return _qpos;
        }
    }

    public void SaveState(Span<byte> state)
    {
        var writer = new StateWriter(state);
        writer.Write<float>(_observation);
        writer.Write<float>(_goal);
        writer.Write<float>(_push);
        writer.Write(_step);
        writer.Write(_success ? 1 : 0);
    }

    public TimeStep RestoreState(ReadOnlySpan<byte> state)
    {
        var reader = new StateReader(state);
        reader.Take<float>(2).CopyTo(_observation);
        reader.Take<float>(2).CopyTo(_goal);
        reader.Take<float>(2).CopyTo(_push);
        _step = reader.Read<int>();
        _success = reader.Read<int>() != 0;
        return Present();
    }

    public TimeStep SetGoal(ReadOnlySpan<float> goal)
    {
        goal.CopyTo(_goal);
        return Present();
    }

    /// <summary>Moves the point by a hundredth of the force in the next step.</summary>
    public void Push(int body, ReadOnlySpan<double> wrench)
    {
        if (body != 1)
            throw new InputException($"{Spec.Name}: no body {body}");
        (_push[0], _push[1]) = ((float)wrench[0] / 100, (float)wrench[1] / 100);
    }

    public void Dispose()
    {
    }

    private TimeStep Present() => new()
    {
        StepType = _step < 0 ? StepType.Last : _step == 0 ? StepType.First : StepType.Mid,
        Observation = _observation,
        Goal = _goal,
        Reward = _success ? 1 : 0,
        Success = _success,
    };

    private TimeStep Answer(StepType type, bool success)
    {
        var step = _step;
        _success = success;
        if (type == StepType.Last)
            _step = -1;
        return new TimeStep
        {
            StepType = type,
            Observation = Poisoned(step) ? new[] { float.NaN, 0f } : _observation,
            Goal = _goal,
            Reward = success ? 1 : 0,
            Success = success,
        };
    }
}
