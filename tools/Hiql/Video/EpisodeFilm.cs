using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;

namespace HiqlRobotics.Tools.Video;

/// <summary>
/// Takes down an episode while it runs and nothing else: what is slow about a film (φ on every landmark, drawing, encoding)
/// comes when the episode is over, so that filming cannot change it.
/// </summary>
internal sealed class EpisodeFilm(SimEnvironment environment, ISubgoalPolicy? policy, int number) : ITickRecorder
{
    private readonly List<SessionSnapshot> _pictures = [];
    private readonly List<Decision> _decisions = [];
    private long _managerCalls = policy?.ManagerCalls ?? 0;

    /// <summary>One picture per control step, of the state after it.</summary>
    public IReadOnlyList<SessionSnapshot> Pictures => _pictures;

    /// <inheritdoc/>
    public void Record(in TickRecord tick)
    {
        if (policy is not null && policy.ManagerCalls != _managerCalls)
        {
            _decisions.Add(new Decision(_pictures.Count, tick.Observation.ToArray(), tick.Subgoal.ToArray()));
            _managerCalls = policy.ManagerCalls;
        }
        var picture = new SessionSnapshot(environment.Physics.Qpos.Length, environment.Spec)
        {
            Episode = number,
            TaskId = tick.TaskId,
            Step = tick.EpisodeStep + 1,
            Success = tick.Success,
        };
        environment.Physics.Qpos.CopyTo(picture.Qpos);
        tick.NextObservation.CopyTo(picture.Observation);
        tick.Goal.CopyTo(picture.Goal);
        _pictures.Add(picture);
    }

    /// <summary>Looks up where the manager's subgoals lie, once the episode is over.</summary>
    public void Locate(SubgoalLocator locator)
    {
        for (var i = 0; i < _decisions.Count; i++)
        {
            var (first, observation, subgoal) = _decisions[i];
            var landmark = locator.Landmark(locator.Locate(observation, subgoal).Index).ToArray();
            var end = i + 1 < _decisions.Count ? _decisions[i + 1].Picture : _pictures.Count;
            for (var k = first; k < end; k++)
                (_pictures[k].Subgoal, _pictures[k].SubgoalAge) = (landmark, k + 1 - first);
        }
    }

    private sealed record Decision(int Picture, float[] Observation, float[] Subgoal);
}
