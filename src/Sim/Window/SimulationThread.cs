using System.Runtime.ExceptionServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Physics and policy on a thread of their own, in real time. The window sees only the snapshots; environment and
/// policy are used by nobody else until <see cref="Dispose"/> returns.
/// </summary>
internal sealed class SimulationThread : IDisposable
{
    // How long a finished episode stays in the picture, in simulated seconds.
    private const double Hold = 1;

    private readonly SimEnvironment _environment;
    private readonly IPolicy _policy;
    private readonly SimWindowOptions _options;
    private readonly TripleBuffer<Snapshot> _snapshots;
    private readonly Pacer _pacer;
    private readonly Thread _thread;
    private readonly float[] _observation;
    private readonly float[] _goal;
    private readonly float[] _action;
    private ExceptionDispatchInfo? _failure;
    private int _episode;
    private int _successes;

    public SimulationThread(
        SimEnvironment environment, IPolicy policy, SimWindowOptions options, TripleBuffer<Snapshot> snapshots)
    {
        (_environment, _policy, _options, _snapshots) = (environment, policy, options, snapshots);
        _observation = new float[environment.Spec.Observation.Dim];
        _goal = new float[environment.Spec.Goal.Dim];
        _action = new float[environment.Spec.Action.Dim];
        _pacer = new Pacer(environment.Spec.ControlTimestep / options.Speed);
        _thread = new Thread(RunGuarded) { Name = "simulation", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether time stands still; set by the window.</summary>
    public volatile bool Paused;

    /// <summary>Whether the thread ended by an exception; <see cref="Dispose"/> throws it.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Stops the simulation, waits for its thread, and throws what ended it, if anything.</summary>
    public void Dispose()
    {
        _pacer.Stop();
        _thread.Join();
        _pacer.Dispose();
        _failure?.Throw();
    }

    private void RunGuarded()
    {
        try
        {
            while (RunEpisode())
            {
            }
        }
#pragma warning disable CA1031 // Kept, and thrown on the window's thread.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _failure, ExceptionDispatchInfo.Capture(failure));
        }
    }

    private bool RunEpisode()
    {
        var taskId = _options.TaskId ?? (_episode % _environment.Spec.Tasks.Count) + 1;
        _policy.Reset();
        Take(_environment.Reset(taskId, _options.Seed + (ulong)_episode));
        _episode++;
        for (var step = 0; ; step++)
        {
            Publish(taskId, step);
            if (!WaitForTurn()) return false;
            _policy.Act(_observation, _goal, _action);
            if (Take(_environment.Step(_action))) return HoldResult(taskId, step + 1);
        }
    }

    private bool Take(TimeStep answer)
    {
        answer.Observation.CopyTo(_observation);
        answer.Goal.CopyTo(_goal);
        if (answer.IsLast && answer.Success) _successes++;
        return answer.IsLast;
    }

    private bool HoldResult(int taskId, int step)
    {
        Publish(taskId, step);
        for (var held = 0.0; held < Hold; held += _environment.Spec.ControlTimestep)
            if (!WaitForTurn()) return false;
        return true;
    }

    private bool WaitForTurn()
    {
        do
        {
            if (!_pacer.Wait()) return false;
        }
        while (Paused);
        return true;
    }

    private void Publish(int taskId, int step)
    {
        var snapshot = _snapshots.Write;
        _environment.Physics.Qpos.CopyTo(snapshot.Qpos);
        _goal.CopyTo(snapshot.Goal, 0);
        (snapshot.Episode, snapshot.Successes) = (_episode, _successes);
        (snapshot.TaskId, snapshot.Step) = (taskId, step);
        _snapshots.Publish();
    }
}
