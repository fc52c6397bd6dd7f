using System.Runtime.ExceptionServices;

namespace HiqlRobotics.Control;

/// <summary>
/// Plans ways on a thread of its own, so that no tick waits for a search: ask with <see cref="Begin"/>, take with
/// <see cref="TryTake"/>. The way depends on state and goal alone. One user per planner.
/// </summary>
internal sealed class LandmarkPlanner : IDisposable
{
    private readonly object _gate = new();
    private readonly WaySearch _search;
    private readonly float[] _observation, _goal;
    private readonly ushort[] _way = new ushort[LandmarkRoute.Capacity];
    private readonly Thread _thread;
    private int _length;
    private long _asked, _answered;
    private ExceptionDispatchInfo? _failure;
    private bool _stopping;

    /// <param name="bundle">With a graph; must outlive the planner.</param>
    public LandmarkPlanner(ControllerBundle bundle)
    {
        _search = new WaySearch(bundle);
        var spec = bundle.Manifest.Environment;
        (_observation, _goal) = (new float[spec.Observation.Dim], new float[spec.Goal.Dim]);
        _thread = new Thread(Work) { Name = "landmark planner", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Asks for a way; the one asked for before is forgotten. Allocates nothing and waits for nothing.</summary>
    /// <param name="observation">Where it begins, shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Where it ends, shape (<c>goal_dim</c>,).</param>
    public void Begin(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        lock (_gate)
        {
            observation.CopyTo(_observation);
            goal.CopyTo(_goal);
            _asked++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the way that was asked for last.</summary>
    /// <param name="route">Receives it.</param>
    /// <param name="wait">Whether to wait until it is there.</param>
    /// <returns>Whether it was there. An exception of the search is passed on.</returns>
    public bool TryTake(LandmarkRoute route, bool wait)
    {
        lock (_gate)
        {
            while (wait && _answered < _asked && _failure is null)
                Monitor.Wait(_gate);
            _failure?.Throw();
            if (_answered < _asked)
                return false;
            route.Take(_way.AsSpan(0, _length));
            return true;
        }
    }

    /// <summary>Waits for the search that is under way, if any.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
    }

    private void Work()
    {
        var (observation, goal) = (new float[_observation.Length], new float[_goal.Length]);
        var way = new ushort[_way.Length];
        while (WaitForQuestion(observation, goal) is var question and > 0)
        {
            try
            {
                var length = _search.Find(observation, goal, way);
                lock (_gate)
                {
                    way.CopyTo(_way, 0);
                    (_length, _answered) = (length, question);
                    Monitor.PulseAll(_gate);
                }
            }
#pragma warning disable CA1031 // Passed on to whoever takes the way.
            catch (Exception e)
#pragma warning restore CA1031
            {
                lock (_gate)
                {
                    _failure = ExceptionDispatchInfo.Capture(e);
                    Monitor.PulseAll(_gate);
                }
                return;
            }
        }
    }

    // 0 at the end.
    private long WaitForQuestion(float[] observation, float[] goal)
    {
        lock (_gate)
        {
            while (_answered == _asked && !_stopping)
                Monitor.Wait(_gate);
            _observation.CopyTo(observation, 0);
            _goal.CopyTo(goal, 0);
            return _stopping ? 0 : _asked;
        }
    }
}
