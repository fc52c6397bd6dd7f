using System.Globalization;

namespace HiqlRobotics.Contracts;

/// <summary>
/// What a person can do to a running session. Applied at step boundaries only, in order. Each has a line of text that
/// <see cref="Parse"/> reads back to the bit: run logs and recorded sessions are made of these lines.
/// </summary>
public abstract record SessionCommand
{
    private SessionCommand()
    {
    }

    /// <summary>Whether it changes what the simulation does next, so that it belongs into the run log.</summary>
    public virtual bool ChangesFuture => true;

    /// <summary>Reads a command.</summary>
    /// <param name="line">As <see cref="object.ToString"/> writes it, e.g. <c>goal 4 8</c>.</param>
    /// <exception cref="InputException">No such command, or wrong arguments; the message lists what there is.</exception>
    public static SessionCommand Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            throw new InputException($"empty command; there are {string.Join(", ", SessionCommandTable.Verbs)}");
        return SessionCommandTable.Read(line, words[0], words[1..]);
    }

    /// <summary>Starts an episode.</summary>
    /// <param name="TaskId">An evaluation task.</param>
    /// <param name="Seed">Of the episode.</param>
    public sealed record Reset(int TaskId, ulong Seed) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("reset", TaskId, Seed);
    }

    /// <summary>Moves the goal: its first elements, the rest stays.</summary>
    /// <param name="Values">For a maze the position, 2 numbers in m.</param>
    public sealed record Goal(IReadOnlyList<float> Values) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("goal", Values);
    }

    /// <summary>Puts a subgoal in the manager's place.</summary>
    /// <param name="Values">Shape (<c>rep_dim</c>,).</param>
    public sealed record Subgoal(IReadOnlyList<float> Values) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("subgoal", Values);
    }

    /// <summary>Gives the manager its job back.</summary>
    public sealed record Release : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => "release";
    }

    /// <summary>Switches the manager; while it is off, the last subgoal is held.</summary>
    public sealed record Manager(bool On) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("manager", Word(On));
    }

    /// <summary>Switches the worker; while it is off, the safe action is sent.</summary>
    public sealed record Worker(bool On) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("worker", Word(On));
    }

    /// <summary>Sets how long a subgoal is held.</summary>
    /// <param name="Steps">Control steps.</param>
    public sealed record Period(int Steps) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("period", Steps);
    }

    /// <summary>Adds normal noise to every action.</summary>
    /// <param name="Deviation">Standard deviation in the action's units; 0 for none.</param>
    public sealed record Noise(double Deviation) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("noise", Deviation);
    }

    /// <summary>Pushes a body during the next step.</summary>
    /// <param name="Body">Its id in the model.</param>
    /// <param name="Wrench">Force in N and torque in N·m in world axes, 6 numbers.</param>
    public sealed record Push(int Body, IReadOnlyList<double> Wrench) : SessionCommand
    {
        /// <inheritdoc/>
        public override string ToString() => Line("push", [Body, .. Wrench.Cast<object>()]);
    }

    /// <summary>Lets time run.</summary>
    public sealed record Run : SessionCommand
    {
        /// <inheritdoc/>
        public override bool ChangesFuture => false;

        /// <inheritdoc/>
        public override string ToString() => "run";
    }

    /// <summary>Stops time.</summary>
    public sealed record Pause : SessionCommand
    {
        /// <inheritdoc/>
        public override bool ChangesFuture => false;

        /// <inheritdoc/>
        public override string ToString() => "pause";
    }

    /// <summary>Takes control steps and stops; into the past with a negative number.</summary>
    public sealed record Step(int Count) : SessionCommand
    {
        /// <inheritdoc/>
        public override bool ChangesFuture => false;

        /// <inheritdoc/>
        public override string ToString() => Line("step", Count);
    }

    /// <summary>Stops and shows a tick of the past; going on from there is a new branch.</summary>
    public sealed record Seek(long Tick) : SessionCommand
    {
        /// <inheritdoc/>
        public override bool ChangesFuture => false;

        /// <inheritdoc/>
        public override string ToString() => Line("seek", Tick);
    }

    /// <summary>Sets simulated seconds per second.</summary>
    /// <param name="Factor">Infinity for as fast as the machine can.</param>
    public sealed record Speed(double Factor) : SessionCommand
    {
        /// <inheritdoc/>
        public override bool ChangesFuture => false;

        /// <inheritdoc/>
        public override string ToString() => double.IsPositiveInfinity(Factor) ? "speed max" : Line("speed", Factor);
    }

    internal static string Word(bool on) => on ? "on" : "off";

    // "R" gives the shortest text that reads back to the same bits.
    private static string Line(string verb, params IEnumerable<object> values) => string.Join(
        ' ', [verb, .. values.Select(value => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value)]);

    private static string Line(string verb, IReadOnlyList<float> values) => Line(verb, values.Cast<object>());
}
