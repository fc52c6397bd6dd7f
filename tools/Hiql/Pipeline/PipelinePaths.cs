using HiqlRobotics.Tools.Recipes;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>Where the pieces of a pipeline lie in its folder.</summary>
internal sealed class PipelinePaths(string folder, Recipe recipe)
{
    public string Folder => folder;

    public string Dataset => Path.Combine(folder, $"{recipe.Environment}-{recipe.Dataset.Type}.npz");

    public string ReportHtml => Path.Combine(folder, "report.html");

    public string ReportJson => Path.Combine(folder, "report.json");

    public string Run(string agent) => Path.Combine(folder, agent);

    /// <summary>The main agent's bundle is the product; a baseline's stays with its run.</summary>
    public string Bundle(string agent) => agent == recipe.Training.Agent
        ? Path.Combine(folder, "bundle") : Path.Combine(folder, agent, "bundle");
}
