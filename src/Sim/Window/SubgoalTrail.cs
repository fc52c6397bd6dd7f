using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Where the manager has sent the worker in this episode, as far as it was looked up; older is paler.</summary>
internal sealed class SubgoalTrail
{
    private const int MostPoints = 60;
    private const double Radius = 0.13, Height = 0.15;

    private readonly Queue<(double X, double Y)> _points = new();
    private SubgoalImage? _last, _stale;
    private int _episode;
    private long _tick;

    /// <summary>Takes note of the subgoal that is followed; starts anew with the episode, or when time went back.</summary>
    public void Add(SessionSnapshot shown, SubgoalImage? subgoal)
    {
        if (shown.Episode != _episode || shown.Tick < _tick)
        {
            _points.Clear();
            // Until the new one is looked up, the old one is still there.
            (_last, _stale) = (null, subgoal);
        }
        (_episode, _tick) = (shown.Episode, shown.Tick);
        if (subgoal is null || ReferenceEquals(subgoal, _last) || ReferenceEquals(subgoal, _stale))
            return;
        if (_last is { } before)
            _points.Enqueue((before.State[0], before.State[1]));
        if (_points.Count > MostPoints)
            _points.Dequeue();
        _last = subgoal;
    }

    /// <summary>Draws it.</summary>
    public void Draw(MjScene scene)
    {
        var age = _points.Count;
        foreach (var (x, y) in _points)
            scene.AddSphere([x, y, Height], Radius, [0.62f, 0.22f, 0.85f, Math.Max(0.15f, 0.8f - (0.65f * age-- / MostPoints))]);
    }
}
