using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Lines that do what a person does, and look at what a person sees: session commands (<c>goal 4 8</c>, <c>step 30</c>), keys
/// and mouse (<c>key Ctrl+P</c>, <c>click floor 4 8</c>), <c>screenshot FILE</c>, <c>expect NAME OP VALUE</c>. A recorded
/// session is one of these. Empty lines and lines that begin with # say nothing.
/// </summary>
public sealed class WindowScript
{
    private WindowScript(string path, IReadOnlyList<ScriptLine> lines) => (Path, Lines) = (path, lines);

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    internal IReadOnlyList<ScriptLine> Lines { get; }

    /// <summary>What a line may begin with, beside a session command, for the help.</summary>
    public static IReadOnlyList<string> Instructions { get; } =
    [
        "@TICK COMMAND", "env NAME", "bundle DIR|random", "task N|all", "beside DIR|random|off", "wait SECONDS", "wait paused", "wait subgoal", "wait map", "wait fan", "wait beside", "key LABEL",
        "hold LABEL SECONDS", "click X Y [shift|ctrl|right|double]", "click floor X Y [shift]", "click body NAME", "drag X1 Y1 X2 Y2 [left|right|middle] [ctrl] [shift]",
        "scroll NOTCHES", "resize W H", "reopen SECONDS", "minimize", "restore", "screenshot FILE", "expect NAME ==|!=|<|>|~|contains VALUE [TOLERANCE]",
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, or a line means nothing; the message has its number.</exception>
    public static WindowScript Load(string path)
    {
        string[] text;
        try
        {
            text = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message})", e);
        }
        return Parse(path, text);
    }

    /// <summary>Reads lines.</summary>
    /// <param name="path">What messages call them.</param>
    /// <param name="text">The lines.</param>
    /// <exception cref="InputException">A line means nothing; the message has its number.</exception>
    public static WindowScript Parse(string path, IEnumerable<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<ScriptLine> lines = [];
        var number = 0;
        foreach (var raw in text)
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            try
            {
                lines.Add(ScriptLine.Parse(number, line));
            }
            catch (InputException e)
            {
                throw new InputException($"{path}:{number}: {e.Message}", e);
            }
        }
        return new WindowScript(path, lines);
    }
}
