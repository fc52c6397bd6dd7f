using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// The third, slowest tier: hands the policy below it one landmark after the other as its goal, and the real goal once that is
/// near. A way is asked for in the tick that first sees a goal, worked out beside the loop, and taken over a tenth of a second later
/// by the step counter; the landmark is chosen anew where the manager would be asked, at most every T/2 steps. Whether a plan that
/// is late is waited for decides between the same bits every time and every deadline kept.
/// </summary>
public sealed partial class LandmarkPolicy : IInteractivePolicy
{
    // What planning may take; a plan of two thousand landmarks takes about half of it.
    private const double PlanningSeconds = 0.1;

    // Near the end of a way few distances are needed; what a batch costs goes by its rows.
    private static readonly int[] _batches = [4, 7, LandmarkRoute.Window + 1];

    private const int WayBit = 1, AskedBit = 2, GoalBit = 4;

    private readonly IInteractivePolicy _policy;
    private readonly LandmarkGraph _graph;
    private readonly LandmarkPlanner _planner;
    private readonly LandmarkRoute _route;
    private readonly OnnxNetwork[] _values;
    private readonly ValueDistance _distance;
    private readonly bool _waits;
    private readonly int _delay, _patience;
    private readonly float[] _states, _goal, _askedFrom;
    private readonly float[] _distances = new float[LandmarkRoute.Window + 1];
    private long _step, _askedAt, _chosenAt;
    private bool _hasGoal, _asked, _hasWay;

    /// <summary>Puts the graph of a bundle above one of its policies.</summary>
    /// <param name="policy">Belongs to this one from here on.</param>
    /// <param name="bundle">With a graph; must outlive the policy.</param>
    /// <param name="waitForPlans">True for the same bits every time, false for a real-time loop, which goes on without until a plan is there.</param>
    /// <exception cref="InputException">The bundle has no graph.</exception>
    public LandmarkPolicy(IInteractivePolicy policy, ControllerBundle bundle, bool waitForPlans = true)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(bundle);
        _graph = bundle.RequireGraph();
        (_policy, _waits) = (policy, waitForPlans);
        var (spec, settings) = (bundle.Manifest.Environment, _graph.Settings);
        _route = new LandmarkRoute(settings.Horizon);
        _distance = new ValueDistance(settings.Discount);
        _delay = Math.Max(1, (int)Math.Ceiling(PlanningSeconds / spec.ControlTimestep));
        _patience = Math.Max(1, (int)(settings.Horizon / 2));
        _states = bundle.LandmarkStates(_graph.Landmarks);
        (_goal, _askedFrom) = (new float[spec.Goal.Dim], new float[spec.Observation.Dim]);
        _values = Array.ConvertAll(_batches, rows => new OnnxNetwork(bundle.Value!, rows));
        _planner = new LandmarkPlanner(bundle);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _policy.Reset();
        (_step, _hasGoal, _asked, _hasWay) = (0, false, false, false);
        _route.Clear();
    }

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        if (!_hasGoal || !goal.SequenceEqual(_goal))
            TakeGoal(observation, goal);
        else if (_asked && _step - _askedAt >= _delay && _planner.TryTake(_route, _waits))
            TakeWay(observation);
        else if (_hasWay && _policy.IsAtBoundary && _step - _chosenAt >= _patience)
            Choose(observation);
        _policy.Act(observation, Target, action);
        _step++;
    }

    /// <inheritdoc/>
    public PlannedWay Way => new(_graph.Landmarks, _route.Nodes, _route.Index, _route.Target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _planner.Dispose();
        foreach (var value in _values)
            value.Dispose();
        _policy.Dispose();
    }

    private ReadOnlySpan<float> Target => _route.Target == LandmarkRoute.RealGoal ? _goal : State(_route.Nodes[_route.Target]);

    private ReadOnlySpan<float> State(int node) => _states.AsSpan(node * _askedFrom.Length, _askedFrom.Length);

    private void TakeGoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        goal.CopyTo(_goal);
        (_hasGoal, _hasWay) = (true, false);
        _route.Clear();
        Ask(observation);
    }

    private void Ask(ReadOnlySpan<float> observation)
    {
        observation.CopyTo(_askedFrom);
        _planner.Begin(_askedFrom, _goal);
        (_asked, _askedAt) = (true, _step);
    }

    private void TakeWay(ReadOnlySpan<float> observation)
    {
        (_asked, _hasWay) = (false, true);
        Choose(observation);
    }

    private void Choose(ReadOnlySpan<float> observation)
    {
        _chosenAt = _step;
        var ahead = _route.Ahead;
        Measure(observation, ahead);
        if (_route.Choose(_distances.AsSpan(0, ahead.Length), _distances[LandmarkRoute.Window]) && !_asked)
            Ask(observation);
    }

    // Rows that no node needs hold the goal, as the last one does.
    private void Measure(ReadOnlySpan<float> observation, ReadOnlySpan<ushort> ahead)
    {
        var batch = 0;
        while (_batches[batch] <= ahead.Length)
            batch++;
        var (value, rows) = (_values[batch], _batches[batch]);
        var states = value.Input(0);
        var goals = value.Input(1);
        for (var row = 0; row < rows; row++)
        {
            observation.CopyTo(states[(row * observation.Length)..]);
            var goal = row < ahead.Length ? State(ahead[row]) : _goal;
            goal.CopyTo(goals[(row * goal.Length)..]);
        }
        value.Run();
        for (var row = 0; row < ahead.Length; row++)
            _distances[row] = _distance.Of(value.Output[row]);
        _distances[LandmarkRoute.Window] = _distance.Of(value.Output[rows - 1]);
    }
}
