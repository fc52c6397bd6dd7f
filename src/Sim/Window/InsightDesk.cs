using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Asks a controller what costs too much for a picture, on a thread of its own: only the newest question counts, and the last
/// answer stays until there is a better one. A map is computed in parts, so that a newer subgoal never waits for it.
/// </summary>
internal sealed class InsightDesk : IDisposable
{
    private const int RowsAtOnce = 128;

    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _answering = new();
    private readonly Thread _thread;
    private volatile Question? _question;
    private volatile SubgoalImage? _subgoal;
    private volatile ValueField? _field;
    private volatile string? _failure;
    private volatile bool _stopping;
    private float[]? _locatedFrom, _located;
    private Question? _mapped;

    public InsightDesk()
    {
        _thread = new Thread(Run) { Name = "insight", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>The landmark nearest to the last subgoal; null where there is none.</summary>
    public SubgoalImage? Subgoal => _subgoal;

    /// <summary>The last map; null where there is none.</summary>
    public ValueField? Field => _field;

    /// <summary>Why there is no answer; null while there are.</summary>
    public string? Failure => _failure;

    /// <summary>Asks about a moment; never waits.</summary>
    public void Ask(IInsight? insight, SessionSnapshot snapshot, MazeLayout? maze, ValueView view)
    {
        if (insight is null)
        {
            Forget();
            return;
        }
        _question = new Question(
            insight, [.. snapshot.DecisionObservation], snapshot.Tick > 0 ? [.. snapshot.SubgoalRep] : [], [.. snapshot.Observation], [.. snapshot.Goal],
            maze, view);
        _wake.Set();
    }

    /// <summary>
    /// Another session: the answers of the old one mean nothing. When this returns, nobody asks the old controller any more.
    /// </summary>
    public void Forget()
    {
        _question = null;
        lock (_answering)
        {
            (_subgoal, _field, _failure) = (null, null, null);
            (_locatedFrom, _located, _mapped) = (null, null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            _wake.WaitOne();
            lock (_answering)
            {
                if (_question is { } question)
                    Answer(question);
            }
        }
    }

    private void Answer(Question question)
    {
        try
        {
            Locate(question);
            Map(question);
            _failure = null;
        }
#pragma warning disable CA1031 // A picture without an answer is better than no picture; the reason is shown.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e.Message;
        }
    }

    private void Locate(Question question)
    {
        if (question.Subgoal.Length == 0 || question.Insight.SubgoalDim == 0)
        {
            _subgoal = null;
            return;
        }
        if (_located is { } done && done.AsSpan().SequenceEqual(question.Subgoal) && _locatedFrom.AsSpan().SequenceEqual(question.Decision))
            return;
        _subgoal = question.Insight.Locate(question.Decision, question.Subgoal);
        (_locatedFrom, _located) = (question.Decision, question.Subgoal);
    }

    private void Map(Question question)
    {
        if (question.View == ValueView.Off || question.Maze is null || !question.Insight.HasValue)
        {
            (_field, _mapped) = (null, null);
            return;
        }
        if (_mapped is { } last && last.SameMap(question))
            return;
        var (places, side) = ValueField.Grid(question.Maze);
        var values = new float[places.Count];
        for (var first = 0; first < places.Count && !_stopping; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, places.Count - first);
            Rows(question, places, first, rows).CopyTo(values, first);
            if (_question is not { } newer)
                return;
            if (newer != question)
                Locate(newer);
        }
        (_field, _mapped) = (new ValueField(question.View, places, values, side), question);
    }

    /// <summary>V at some of the places: the goal's own posture stands everywhere, so that the map does not sway with the robot's steps.</summary>
    private static float[] Rows(Question question, IReadOnlyList<(double X, double Y)> places, int first, int count)
    {
        var goal = question.Goal;
        var standing = new float[count * goal.Length];
        for (var row = 0; row < count; row++)
        {
            var place = standing.AsSpan(row * goal.Length, goal.Length);
            goal.CopyTo(place);
            (place[0], place[1]) = ((float)places[first + row].X, (float)places[first + row].Y);
        }
        return question.View == ValueView.ToGoal
            ? question.Insight.Values(standing, goal)
            : question.Insight.Values(question.Observation, standing);
    }

    private sealed record Question(
        IInsight Insight, float[] Decision, float[] Subgoal, float[] Observation, float[] Goal, MazeLayout? Maze, ValueView View)
    {
        /// <summary>A map to the goal depends on the goal alone.</summary>
        public bool SameMap(Question other) =>
            ReferenceEquals(Insight, other.Insight) && View == other.View && Goal.AsSpan().SequenceEqual(other.Goal)
            && (View == ValueView.ToGoal || Observation.AsSpan().SequenceEqual(other.Observation));
    }
}
