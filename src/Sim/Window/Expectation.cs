using System.Globalization;
using HiqlRobotics.Contracts;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>What a script expects to see: <c>goal.x ~ 4 0.1</c>.</summary>
internal sealed record Expectation(string Name, string Relation, string Value, double Tolerance)
{
    private static readonly Dictionary<string, Func<WindowController, IWindow, object?>> Seen = new()
    {
        ["env"] = (window, _) => window.Environment.Name,
        ["bundle"] = (window, _) => window.Request.Bundle ?? "random",
        ["task"] = (window, _) => window.Shown.TaskId,
        ["tick"] = (window, _) => window.Shown.Tick,
        ["end"] = (window, _) => window.Shown.EndTick,
        ["step"] = (window, _) => window.Shown.Step,
        ["episode"] = (window, _) => window.Shown.Episode,
        ["successes"] = (window, _) => window.Shown.Successes,
        ["success"] = (window, _) => window.Shown.Success,
        ["paused"] = (window, _) => window.Shown.Paused,
        ["speed"] = (window, _) => window.Shown.RequestedSpeed,
        ["achieved"] = (window, _) => window.Shown.AchievedSpeed,
        ["missed"] = (window, _) => window.Shown.Missed,
        ["robot.x"] = (window, _) => window.Shown.Qpos[0],
        ["robot.y"] = (window, _) => window.Shown.Qpos[1],
        ["robot.z"] = (window, _) => window.Shown.Qpos[2],
        ["goal.x"] = (window, _) => window.Shown.Goal[0],
        ["goal.y"] = (window, _) => window.Shown.Goal[1],
        ["goal.distance"] = (window, _) => double.Hypot(window.Shown.Goal[0] - window.Shown.Qpos[0], window.Shown.Goal[1] - window.Shown.Qpos[1]),
        ["subgoal.x"] = (window, _) => window.Subgoal?.State[0],
        ["subgoal.y"] = (window, _) => window.Subgoal?.State[1],
        ["subgoal.index"] = (window, _) => window.Subgoal?.Index,
        ["subgoal.age"] = (window, _) => window.Shown.SubgoalAge,
        ["subgoal.forced"] = (window, _) => window.Shown.SubgoalIsForced,
        ["way"] = (window, _) => window.Shown.WayLength,
        ["way.index"] = (window, _) => window.Shown.WayIndex,
        ["way.target"] = (window, _) => window.Shown.WayTarget,
        ["manager"] = (window, _) => window.Shown.ManagerEnabled,
        ["worker"] = (window, _) => window.Shown.WorkerEnabled,
        ["period"] = (window, _) => window.Shown.ManagerPeriod,
        ["noise"] = (window, _) => window.Shown.Noise,
        ["value"] = (window, _) => window.Shown.Value,
        ["body"] = (window, _) => window.SelectedBody,
        ["camera"] = (window, _) => window.Camera.Name,
        ["mode"] = (window, _) => window.Mode,
        ["map"] = (window, _) => window.Field?.View ?? ValueView.Off,
        ["fan"] = (window, _) => window.Fan.Paths.Count,
        ["reach"] = (window, _) => window.Reach.Count,
        ["beside"] = (window, _) => window.TwinCaption ?? "off",
        ["beside.tick"] = (window, _) => window.Twin?.Shown.Tick,
        ["beside.x"] = (window, _) => window.Twin?.Shown.Qpos[0],
        ["beside.y"] = (window, _) => window.Twin?.Shown.Qpos[1],
        ["beside.goal.x"] = (window, _) => window.Twin?.Shown.Goal[0],
        ["help"] = (window, _) => window.Settings.Help,
        ["filming"] = (window, _) => window.IsFilming,
        ["message"] = (window, _) => window.LastNotice,
        ["width"] = (_, view) => view.FramebufferSize.X,
        ["height"] = (_, view) => view.FramebufferSize.Y,
        ["state"] = (_, view) => view.WindowState,
    };

    /// <exception cref="InputException">There is nothing of this name, or no such relation.</exception>
    public static Expectation Of(ScriptLine line)
    {
        if (!Seen.ContainsKey(line.Words[0]))
            throw new InputException($"there is nothing called {line.Words[0]} to expect; there are {string.Join(", ", Seen.Keys)}");
        var relation = line.Words[1];
        if (relation == "contains")
            return new Expectation(line.Words[0], relation, string.Join(' ', line.Words.Skip(2)), 0);
        if (relation is not ("==" or "!=" or "<" or ">" or "~"))
            throw new InputException($"expected ==, !=, <, >, ~ or contains, found {relation}");
        return new Expectation(line.Words[0], relation, line.Words[2], line.Words.Count > 3 ? line.Value(3) : 1e-6);
    }

    /// <summary>Whether it is so now.</summary>
    /// <param name="controller">What is seen.</param>
    /// <param name="window">The window itself.</param>
    /// <param name="found">What is there.</param>
    public bool Holds(WindowController controller, IWindow window, out string found)
    {
        var value = Seen[Name](controller, window);
        found = Text(value);
        if (Relation == "contains")
            return found.Contains(Value, StringComparison.Ordinal);
        if (double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var right))
            return Compare(left, right);
        return Relation switch
        {
            "==" => found == Value,
            "!=" => found != Value,
            _ => false,
        };
    }

    private bool Compare(double left, double right) => Relation switch
    {
        "==" => left == right,
        "!=" => left != right,
        "<" => left < right,
        ">" => left > right,
        _ => Math.Abs(left - right) <= Tolerance,
    };

    private static string Text(object? value) => value switch
    {
        null => "nothing",
        bool yes => yes ? "on" : "off",
        double.PositiveInfinity => "max",
        IFormattable number and not Enum => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
