using System.Globalization;
using System.Text;
using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>What is going on, in words. MuJoCo's font has the letters of ASCII only.</summary>
internal sealed class Panels(EnvironmentSpec spec, ITaskPicture picture)
{
    private readonly StringBuilder _left = new(), _right = new();

    /// <summary>Groups of the help, by page and side: what fits into a window of 600 lines.</summary>
    public static IReadOnlyList<HelpPage> HelpPages { get; } = [new(["Time", "Camera"], ["Hierarchy", "Mouse"]), new(["Show"], ["Session"])];

    /// <summary>Writes the panels that are switched on over the picture.</summary>
    /// <param name="view">Writes.</param>
    /// <param name="viewport">Where.</param>
    /// <param name="window">What there is to say.</param>
    /// <param name="pictureSeconds">What the last picture took.</param>
    /// <param name="taken">Pixels at the right of the lower edge that belong to something else.</param>
    public void Write(SceneView view, MjViewport viewport, WindowController window, double pictureSeconds, int taken)
    {
        if (window.Settings.Help > 0)
        {
            WriteHelp(view, viewport, HelpPages[window.Settings.Help - 1]);
            return;
        }
        if (window.Settings.Info)
        {
            WriteTask(view, viewport, window);
            WriteHierarchy(view, viewport, window);
        }
        var above = window.Settings.Timeline
            ? viewport with { Bottom = viewport.Bottom + TimelineBar.Space, Height = Math.Max(0, viewport.Height - TimelineBar.Space) }
            : viewport;
        if (window.Settings.Profiler)
            WriteTiming(view, above with { Width = Math.Max(0, above.Width - taken) }, window, pictureSeconds);
        WriteSpeed(view, above, window);
    }

    private void WriteTask(SceneView view, MjViewport viewport, WindowController window)
    {
        var shown = window.Shown;
        Add("environment", spec.Name);
        Add("task", $"{shown.TaskId}  {spec.Tasks.FirstOrDefault(task => task.Id == shown.TaskId)?.Name}");
        Add("step", $"{shown.Step} of {spec.MaxSteps}{(shown.Success ? "  goal reached" : shown.IsLast ? "  time is over" : "")}");
        Add("episode", $"{shown.Episode}  seed {shown.EpisodeSeed}");
        Add("reached", $"{shown.Successes} of {shown.Finished}");
        if (window.Twin is { } twin)
        {
            Add("left", window.Caption);
            Add("right", window.TwinCaption!);
            Add("reached there", $"{twin.Shown.Successes} of {twin.Shown.Finished}");
        }
        if (shown.Episode > 0)
            Add("to the goal", picture.Remaining(shown.Observation, shown.Goal));
        if (!float.IsNaN(shown.Value))
            Add("V(s, g)", Invariant($"{shown.Value:0.0}"));
        Add("camera", window.Camera.Name);
        if (window.Mode != InputMode.View)
            Add("letters", window.Mode == InputMode.Fly ? "fly" : "drive the goal");
        Flush(view, viewport, MjGrid.TopLeft);
    }

    private void WriteHierarchy(SceneView view, MjViewport viewport, WindowController window)
    {
        var shown = window.Shown;
        if (shown.HasManager)
        {
            Add("manager", shown.SubgoalIsForced ? "overruled" : shown.ManagerEnabled ? $"every {shown.ManagerPeriod} steps" : "off");
            Add("subgoal age", $"{shown.SubgoalAge}");
            if (window.Subgoal is { } subgoal)
                Add("nearest landmark", Describe(subgoal));
        }
        if (shown.WayLength > 0)
            Add("landmark", shown.WayTarget < 0 ? $"the goal, after {shown.WayLength}" : $"{shown.WayTarget + 1} of {shown.WayLength}");
        Add("worker", shown.WorkerEnabled ? "on" : "off");
        if (shown.Noise > 0)
            Add("noise", Invariant($"{shown.Noise:0.##}"));
        if (window.SelectedBody > 0)
            Add("body", $"{window.SelectedBody}");
        if (window.Settings.ValueMap != ValueView.Off)
            Add("floor", window.Settings.ValueMap == ValueView.ToGoal ? "V(place, goal)" : "V(robot, place)");
        Flush(view, viewport, MjGrid.TopRight);
    }

    private string Describe(SubgoalImage subgoal)
    {
        var (x, y, z) = picture.Place(subgoal.State);
        var place = spec.Maze is null ? Invariant($"({x:0.00}, {y:0.00}, {z:0.00})") : Invariant($"({x:0.0}, {y:0.0})");
        return Invariant($"{subgoal.Index}  {place}  similarity {subgoal.Similarity:0.00}");
    }

    private void WriteTiming(SceneView view, MjViewport viewport, WindowController window, double pictureSeconds)
    {
        var shown = window.Shown;
        Add("lateness", Invariant($"{shown.Lateness * 1e-3:0} us"));
        Add("policy", Invariant($"{shown.PolicyTime * 1e-3:0} us"));
        Add("whole tick", Invariant($"{shown.ComputeTime * 1e-3:0} us"));
        Add("missed", $"{shown.Missed}");
        Add("lag given up", Invariant($"{shown.DroppedSeconds:0.0} s"));
        Add("picture", Invariant($"{pictureSeconds * 1e3:0.0} ms"));
        Add("controller", shown.ControlState);
        Add("collections", $"{GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}");
        Flush(view, viewport, MjGrid.BottomRight);
    }

    // Always there: a robot in slow motion must not be taken for a slow robot.
    private void WriteSpeed(SceneView view, MjViewport viewport, WindowController window)
    {
        var shown = window.Shown;
        var requested = double.IsPositiveInfinity(shown.RequestedSpeed) ? "max" : Invariant($"{shown.RequestedSpeed:0.###} x");
        Add("speed", shown.Paused ? $"paused ({requested})" : Invariant($"{requested}, achieved {shown.AchievedSpeed:0.##} x"));
        if (shown.Tick < shown.EndTick)
            Add("the past", $"tick {shown.Tick} of {shown.EndTick}; going on from here is a new branch");
        if (window.InsightFailure is { } failure)
            Add("no insight", Fit(failure, viewport));
        if (window.IsFilming)
            Add("film", "on");
        if (window.Notice is { } notice)
            Add("", Fit(notice, viewport));
        Add("F1", "keys");
        Flush(view, viewport, MjGrid.BottomLeft);
    }

    private void WriteHelp(SceneView view, MjViewport viewport, HelpPage page)
    {
        foreach (var (place, groups) in new[] { (MjGrid.TopLeft, page.Left), (MjGrid.TopRight, page.Right) })
        {
            foreach (var group in KeyTable.Help().GroupBy(line => line.Group).Where(group => groups.Contains(group.Key)))
            {
                Add(group.Key.ToUpperInvariant(), "");
                foreach (var line in group)
                    Add(line.Label, line.Help);
            }
            Flush(view, viewport, place);
        }
    }

    private void Add(string left, string right)
    {
        _left.Append(_left.Length > 0 ? "\n" : "").Append(left);
        _right.Append(_right.Length > 0 || _left.Length > left.Length ? "\n" : "").Append(right);
    }

    private void Flush(SceneView view, MjViewport viewport, MjGrid place)
    {
        view.Write(place, viewport, _left.ToString(), _right.ToString());
        _left.Clear();
        _right.Clear();
    }

    // A long path would run out of the window; its end says most.
    private static string Fit(string text, MjViewport viewport)
    {
        var room = Math.Max(20, (viewport.Width / 10) - 20);
        return text.Length <= room ? text : $"...{text[^room..]}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One page of the help.</summary>
/// <param name="Left">Groups on the left.</param>
/// <param name="Right">Groups on the right.</param>
internal sealed record HelpPage(IReadOnlyList<string> Left, IReadOnlyList<string> Right);
