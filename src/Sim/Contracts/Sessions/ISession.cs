namespace HiqlRobotics.Contracts;

/// <summary>
/// A simulation that runs by itself and answers to a person. Commands go in, snapshots come out; nobody waits for
/// anybody: commands take effect at the next step boundary, snapshots are the newest there is.
/// </summary>
public interface ISession : IDisposable
{
    /// <summary>What is simulated.</summary>
    EnvironmentSpec Environment { get; }

    /// <summary>What the controller would think of other states and goals; null where it has nothing to say.</summary>
    IInsight? Insight { get; }

    /// <summary>Why it ended by itself; null while it runs.</summary>
    Exception? Failure { get; }

    /// <summary>The last ticks, for graphs.</summary>
    TickTrace Trace { get; }

    /// <summary>Run log of the branch that is being written, or looked through; null for none.</summary>
    string? LogPath { get; }

    /// <summary>How well it has kept time so far.</summary>
    SessionTiming Timing { get; }

    /// <summary>Asks for something; from any thread, never waits.</summary>
    void Post(SessionCommand command);

    /// <summary>
    /// Says who is to be told what a person has done to what follows, and every look at another tick, each with the tick that
    /// comes next. Told on the session's own thread, so nothing may wait there.
    /// </summary>
    /// <param name="told">Null for nobody.</param>
    void Tell(Action<long, SessionCommand>? told);

    /// <summary>
    /// What would come of other subgoals: each is followed for some steps in a world of its own, from where the session
    /// stands at its next boundary. The session itself does not move.
    /// </summary>
    /// <param name="subgoals">Each of shape (<c>rep_dim</c>,).</param>
    /// <param name="steps">Control steps.</param>
    /// <returns>For each subgoal where the robot's root would come by, in metres; empty where there is no manager to replace.</returns>
    Task<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> FanOut(IReadOnlyList<float[]> subgoals, int steps);

    /// <summary>Takes the newest snapshot; for one reader, which owns it until its next call.</summary>
    /// <returns>Null when there is none that was not seen.</returns>
    SessionSnapshot? TakeSnapshot();
}

/// <summary>How well a session has kept time.</summary>
/// <param name="Ticks">Control steps taken.</param>
/// <param name="Missed">Ticks that began after the deadline of the next.</param>
/// <param name="LatenessP99Us">99th percentile of wake-up minus deadline, µs, over the last ticks.</param>
/// <param name="LatenessMaxUs">The largest ever, µs.</param>
/// <param name="PublishP99Us">99th percentile of what a snapshot costs the session, µs.</param>
public sealed record SessionTiming(long Ticks, long Missed, double LatenessP99Us, double LatenessMaxUs, double PublishP99Us);

/// <summary>Questions about a controller that cost too much for a tick. May be asked from any thread.</summary>
public interface IInsight
{
    /// <summary>Whether there is a value function.</summary>
    bool HasValue { get; }

    /// <summary>Numbers in a subgoal; 0 for a controller without subgoals.</summary>
    int SubgoalDim { get; }

    /// <summary>Control steps within which a subgoal was meant to be reached in training; 0 without subgoals.</summary>
    int SubgoalSteps { get; }

    /// <summary>V for many states or goals at once.</summary>
    /// <param name="observations">Shape (n, <c>observation_dim</c>), or one row that is used for all.</param>
    /// <param name="goals">Shape (n, <c>goal_dim</c>), or one row that is used for all.</param>
    /// <returns>Shape (n,).</returns>
    float[] Values(ReadOnlySpan<float> observations, ReadOnlySpan<float> goals);

    /// <summary>The subgoals that mean certain states.</summary>
    /// <param name="observation">The state from which they are seen, shape (<c>observation_dim</c>,).</param>
    /// <param name="states">Shape (n, <c>observation_dim</c>).</param>
    /// <returns>Shape (n, <c>rep_dim</c>).</returns>
    float[] Represent(ReadOnlySpan<float> observation, ReadOnlySpan<float> states);

    /// <summary>A state to draw for a subgoal.</summary>
    /// <param name="observation">The state in which it was chosen.</param>
    /// <param name="subgoal">Shape (<c>rep_dim</c>,).</param>
    /// <returns>Null where the controller has no landmarks.</returns>
    SubgoalImage? Locate(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal);

    /// <summary>Dataset states spread over the state space, shape (n, <c>observation_dim</c>); may be empty.</summary>
    ReadOnlyMemory<float> Landmarks { get; }
}

/// <summary>The landmark that stands for a subgoal.</summary>
/// <param name="State">The landmark, shape (<c>observation_dim</c>,).</param>
/// <param name="Index">Its row among the landmarks.</param>
/// <param name="Similarity">1 where the manager meant this very state.</param>
public sealed record SubgoalImage(float[] State, int Index, double Similarity);
