using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Where the worker would go for other subgoals: places in a ring around the robot, and the manager's own choice. Stays in the
/// picture until the session moves on.
/// </summary>
internal sealed class SubgoalFan
{
    private const int Directions = 12;
    private const double Shortest = 2.5, Width = 4, Height = 0.12, EndRadius = 0.16;

    private static readonly float[] OtherColour = [0.98f, 0.75f, 0.2f, 0.95f];
    private static readonly float[] OwnColour = [0.72f, 0.32f, 0.95f, 1];

    private Task<IReadOnlyList<IReadOnlyList<(double X, double Y)>>>? _answer;
    private bool _hasOwn;
    private long _tick;
    private int _episode;

    /// <summary>Whether it is being worked out.</summary>
    public bool IsPending => _answer is { IsCompleted: false };

    /// <summary>The paths, the manager's own first where it has one; empty while there are none.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Paths =>
        _answer is { IsCompletedSuccessfully: true } answer ? answer.Result : [];

    /// <summary>Asks for a fan around where the robot is.</summary>
    /// <param name="session">Where it is.</param>
    /// <param name="shown">How it stands.</param>
    /// <param name="own">The landmark of the manager's choice; null where there is none.</param>
    /// <param name="stateAt">The state of standing at a place.</param>
    /// <returns>Whether the controller has subgoals to choose from, and the environment a floor.</returns>
    public bool Ask(ISession session, SessionSnapshot shown, SubgoalImage? own, Func<double, double, float[]> stateAt)
    {
        if (session.Insight is not { SubgoalDim: > 0 } insight || session.Environment.Maze is not { } maze)
            return false;
        var (x, y) = (shown.Qpos[0], shown.Qpos[1]);
        var radius = own is null ? Shortest : Math.Max(Shortest, double.Hypot(own.State[0] - x, own.State[1] - y));
        List<float[]> subgoals = [];
        _hasOwn = own is not null;
        if (_hasOwn)
            subgoals.Add([.. shown.SubgoalRep]);
        for (var k = 0; k < Directions; k++)
        {
            var angle = 2 * Math.PI * k / Directions;
            var (px, py) = (x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle)));
            if (maze.CellAt(px, py) is var (i, j) && !maze.IsFree(i, j))
                continue;
            subgoals.Add(insight.Represent(shown.Observation, stateAt(px, py)));
        }
        const int fewest = 15;
        _answer = session.FanOut(subgoals, Math.Max(fewest, shown.ManagerPeriod));
        (_tick, _episode) = (shown.Tick, shown.Episode);
        return true;
    }

    /// <summary>Forgets it when the session has moved on.</summary>
    public void Update(SessionSnapshot shown)
    {
        if (shown.Tick != _tick || shown.Episode != _episode)
            _answer = null;
    }

    /// <summary>Draws it.</summary>
    public void Draw(MjScene scene)
    {
        var paths = Paths;
        for (var k = 0; k < paths.Count; k++)
        {
            var colour = k == 0 && _hasOwn ? OwnColour : OtherColour;
            for (var i = 1; i < paths[k].Count; i++)
                scene.AddLine([paths[k][i - 1].X, paths[k][i - 1].Y, Height], [paths[k][i].X, paths[k][i].Y, Height], Width, colour);
            scene.AddSphere([paths[k][^1].X, paths[k][^1].Y, Height], EndRadius, colour);
        }
    }
}
