namespace HiqlRobotics.Contracts;

/// <summary>
/// A run failed for a reason a person can act on (full disk, lost engine, diverged training). The CLI prints
/// <c>error: message</c> on one line and exits with 1.
/// </summary>
public class HiqlException : Exception
{
    /// <summary>One line that names what failed and what to do.</summary>
    public HiqlException(string message) : base(message)
    {
    }

    /// <summary>One line that names what failed and what to do, with the cause.</summary>
    public HiqlException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>
/// The user's input is wrong: a file, a name, a key, a shape. The message names the file, the field, what was found
/// and what to do. The CLI prints it on one line and exits with 2.
/// </summary>
public sealed class InputException : HiqlException
{
    /// <summary>One line: file, field, what was found, what to do.</summary>
    public InputException(string message) : base(message)
    {
    }

    /// <summary>One line: file, field, what was found, what to do; with the cause.</summary>
    public InputException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>The state of a simulation is no longer a number, or the engine ran out of room: the episode cannot go on.</summary>
public sealed class SimulationFailedException : HiqlException
{
    /// <summary>One line: what the engine said, when, and what to check.</summary>
    public SimulationFailedException(string message) : base(message)
    {
    }
}
