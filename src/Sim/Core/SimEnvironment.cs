using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim;

/// <summary>
/// Physics, a task and the order in which they act. The only place where time advances, always by whole control steps.
/// </summary>
public sealed partial class SimEnvironment : IInteractiveEnvironment, IWallSensor
{
    private readonly ControlStep _advance;
    private readonly int _substeps;
    private readonly float[] _observation;
    private readonly float[] _goal;
    private int _step;
    private bool _running;
    private bool _openEnded;

    /// <summary>Takes over the physics.</summary>
    /// <exception cref="ArgumentException">
    /// The control timestep is not a whole multiple of the physics timestep; the message has both numbers.
    /// </exception>
    public SimEnvironment(EnvironmentSpec spec, Physics physics, ITask task)
    {
        (Spec, Physics, Task) = (spec, physics, task);
        _substeps = Substeps(spec.ControlTimestep, physics.Timestep);
        _observation = new float[spec.Observation.Dim];
        _goal = new float[spec.Goal.Dim];
        _advance = Advance;
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>The simulation; look, and do not step it.</summary>
    public Physics Physics { get; }

    /// <summary>The task.</summary>
    public ITask Task { get; }

    /// <summary>The whole numbers that are state beside positions and velocities, shape (buttons,); mostly none.</summary>
    public Span<long> Switches => Task is ISwitchTask task ? task.ButtonStates : [];

    /// <inheritdoc/>
    public bool? TouchesWall => (Task as IWalledTask)?.TouchesWall(Physics);

    /// <summary>Control steps since the episode began.</summary>
    public int StepCount => _step;

    /// <summary>How many physics steps make a control step.</summary>
    /// <exception cref="ArgumentException">Not a whole number; the message has both timesteps.</exception>
    public static int Substeps(double controlTimestep, double physicsTimestep)
    {
        const double tolerance = 1e-8;
        var ratio = controlTimestep / physicsTimestep;
        var count = Math.Round(ratio);
        return count >= 1 && Math.Abs(ratio - count) <= tolerance * count
            ? (int)count
            : throw new ArgumentException(
                $"control timestep {controlTimestep} s is not a whole multiple of physics timestep {physicsTimestep} s");
    }

    /// <inheritdoc/>
    public TimeStep Reset(int taskId, ulong seed)
    {
        if (taskId < 1 || taskId > Spec.Tasks.Count)
            throw new InputException($"{Spec.Name}: there is no task {taskId}; its tasks are 1 to {Spec.Tasks.Count}");
        var random = new RandomStream(seed, $"{Spec.Name}/task", (ulong)taskId);
        Task.InitializeEpisode(Physics, taskId, random, _advance);
        return First(openEnded: false);
    }

    /// <summary>
    /// Starts an episode outside the evaluation tasks, for demonstrations: it ends neither at the goal nor at the step
    /// limit.
    /// </summary>
    public TimeStep Begin(RandomStream random, EpisodeStart start)
    {
        start(Physics, random, _advance);
        return First(openEnded: true);
    }

    /// <inheritdoc/>
    public TimeStep Step(ReadOnlySpan<float> action)
    {
        if (!_running)
            throw new InvalidOperationException($"{Spec.Name}: no episode is running; call Reset first");
        Advance(action);
        _step++;
        var judgement = Task.Judge(Physics);
        Task.WriteObservation(Physics, _observation);
        Task.AfterStep(Physics);
        _running = _openEnded || (!judgement.Success && _step < Spec.MaxSteps);
        return Answer(_running ? StepType.Mid : StepType.Last, judgement);
    }

    /// <summary>
    /// One control step from a given state, outside any episode and without the task's aftermath; ends the running
    /// episode. The state after it is in <see cref="Physics"/>. A task with switches takes theirs from <see cref="Switches"/>.
    /// </summary>
    /// <returns>The observation, valid until the next call.</returns>
    public ReadOnlySpan<float> StepFrom(
        ReadOnlySpan<double> qpos, ReadOnlySpan<double> qvel, ReadOnlySpan<float> action)
    {
        _running = false;
        qpos.CopyTo(Physics.Qpos);
        qvel.CopyTo(Physics.Qvel);
        Advance(action);
        Task.WriteObservation(Physics, _observation);
        return _observation;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (Task as IDisposable)?.Dispose();
        Physics.Dispose();
    }

    private void Advance(ReadOnlySpan<float> action)
    {
        if (action.Length != Spec.Action.Dim)
            throw new ArgumentException($"{Spec.Name}: an action has {Spec.Action.Dim} elements, found {action.Length}");
        Task.ApplyAction(Physics, action);
        Physics.Step(_substeps);
        Task.AfterPhysics(Physics);
        if (_pushed)
            EndPush();
    }

    private TimeStep First(bool openEnded)
    {
        (_step, _running, _openEnded) = (0, true, openEnded);
        Task.WriteObservation(Physics, _observation);
        Task.WriteGoal(_goal);
        return Answer(StepType.First, default);
    }

    private TimeStep Answer(StepType type, Judgement judgement)
    {
        (_lastType, _lastJudgement) = (type, judgement);
        return new TimeStep
        {
            StepType = type,
            Observation = _observation,
            Goal = _goal,
            Reward = judgement.Reward,
            Success = judgement.Success,
        };
    }
}
