using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What would come of other subgoals, worked out beside the session's thread.</summary>
public sealed partial class SessionThread
{
    private Task _lastFan = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> FanOut(IReadOnlyList<float[]> subgoals, int steps)
    {
        var request = new FanRequest(subgoals, steps);
        _fans.Enqueue(request);
        _wake.Set();
        return request.Answer.Task;
    }

    // The state is copied at a boundary; the rest is done elsewhere, one after the other.
    private void StartFans()
    {
        while (_fans.TryDequeue(out var request))
        {
            if (_createEnvironment is not { } create || _session.Controller.Fork() is not { } policy)
            {
                request.Answer.SetResult([]);
                continue;
            }
            var (environment, state) = _session.CopyState();
            _lastFan = _lastFan.ContinueWith(
                _ => request.Work(create, policy, environment, state), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    // A fan under way uses the bundle.
    private void EndFans()
    {
        _lastFan.Wait();
        while (_fans.TryDequeue(out var request))
            request.Answer.SetResult([]);
    }

    private sealed record FanRequest(IReadOnlyList<float[]> Subgoals, int Steps)
    {
        public TaskCompletionSource<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Work(Func<IInteractiveEnvironment> create, IInteractivePolicy policy, byte[] environmentState, byte[] policyState)
        {
            using var forked = policy;
            try
            {
                using var world = new Counterfactual(create(), policy);
                Answer.SetResult(world.RollOut(environmentState, policyState, Subgoals, Steps));
            }
#pragma warning disable CA1031 // Passed on to whoever asked.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Answer.SetException(e);
            }
        }
    }
}
