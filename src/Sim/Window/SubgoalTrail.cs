using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Where the manager has sent the worker in this episode, as far as it was looked up; older is paler.</summary>
internal sealed class SubgoalTrail
{
    private const int MostPoints = 60;
    // In the spacings of the robot's own way.
    private const double Radius = 0.4;

    private readonly Queue<float[]> _points = new();
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
            _points.Enqueue(before.State);
        if (_points.Count > MostPoints)
            _points.Dequeue();
        _last = subgoal;
    }

    /// <summary>Draws it.</summary>
    /// <param name="scene">What it is added to.</param>
    /// <param name="picture">Knows where a state is.</param>
    public void Draw(MjScene scene, ITaskPicture picture)
    {
        var age = _points.Count;
        foreach (var state in _points)
            if (picture.Place(state) is var (x, y, z))
                scene.AddSphere([x, y, z], Radius * picture.Spacing, [0.62f, 0.22f, 0.85f, Math.Max(0.15f, 0.8f - (0.65f * age-- / MostPoints))]);
    }
}
