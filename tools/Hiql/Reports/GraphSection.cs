using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>The third tier, where there is one: what it plans on.</summary>
internal static class GraphSection
{
    public static string Render(ReportModel model) => (model.Graph, model.Environment.Maze, model.Results.Eval.Graph) is ({ } graph, { } maze, { } settings)
        ? "<h2>The way over landmarks</h2>"
            + $"<p>States of the dataset, and how far it is from each to each: {Lengths(settings)}. Drawn are each landmark's three shortest edges of at most {settings.EdgeLength:0.#} "
            + "steps, which are believed, and the cheapest ways of the evaluation's first episodes (white circle: start, star: goal). "
            + $"The manager is given the furthest landmark on its way that is nearer than {settings.Horizon:0.#} steps. {Walls(settings)}</p>"
            + $"<div class=\"wide\">{GraphPlot.Draw(maze, graph).Inline("Landmark graph")}</div>"
        : "";

    private static string Walls(GraphSettings settings) => settings.TrajectoriesSha256 is null ? "An edge through a wall is a mistake of the value."
        : "Where a line crosses the corner of a wall, a trajectory has gone around it.";

    private static string Lengths(GraphSettings settings) => settings.TrajectoriesSha256 is null ? "by the learned value"
        : "as many steps as its trajectories took where they have gone from one to the other, by the learned value and doubted where none has";
}
