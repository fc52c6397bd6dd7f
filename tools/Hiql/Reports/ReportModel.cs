using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Tools.Reports;

/// <summary>Everything on the page, as plain data: the page is drawn without engines and tested without a run.</summary>
internal sealed record ReportModel
{
    public required PipelineDocument Results { get; init; }

    public required EnvironmentSpec Environment { get; init; }

    /// <summary>Logged metrics by name, over training steps.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> Metrics { get; init; }

    /// <summary>Dataset rows per grid point; null without a maze.</summary>
    public MazeField? Coverage { get; init; }

    /// <summary>One per evaluation task; empty without a maze.</summary>
    public IReadOnlyList<TaskPicture> Tasks { get; init; } = [];

    /// <summary>The landmark graph and its ways; null without one, or without a maze.</summary>
    public GraphPicture? Graph { get; init; }

    /// <summary>What V can tell one step apart and k steps apart; null for a flat agent, or where the data are too few.</summary>
    public ValueDiagnosis? Diagnosis { get; init; }
}

/// <summary>One evaluation task as seen from above.</summary>
/// <param name="Id">1-based.</param>
/// <param name="Name">What it asks for.</param>
/// <param name="Goal">Goal of the first drawn episode, in metres; the value map is drawn for it.</param>
/// <param name="Value">V(·, goal) on a grid; null where the agent has no value function.</param>
/// <param name="Episodes">Positions along a few episodes.</param>
internal sealed record TaskPicture(
    int Id, string Name, (double X, double Y) Goal, MazeField? Value, IReadOnlyList<EpisodeTrack> Episodes);

/// <summary>Where one episode went.</summary>
internal sealed record EpisodeTrack(IReadOnlyList<(double X, double Y)> Positions, bool Success);
