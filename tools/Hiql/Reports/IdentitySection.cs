namespace HiqlRobotics.Tools.Reports;

/// <summary>Which bytes these results belong to, and how to get them again.</summary>
internal static class IdentitySection
{
    public static string Render(ReportModel model)
    {
        var results = model.Results;
        var rows = new List<IReadOnlyList<string>>
        {
            new[] { "Environment", $"{model.Environment.Name}, control step {model.Environment.ControlTimestep:0.###} s, {model.Environment.MaxSteps} steps at most" },
            new[] { "Model (MJCF)", model.Environment.ModelHash },
            new[] { "Dataset", $"{results.Collect.Type}, {results.Collect.Episodes:N0} episodes, seed {results.Collect.Seed}" },
            new[] { "Dataset SHA-256", results.Collect.Sha256 },
            new[] { "Training", $"{results.Train.Agent}, preset {results.Train.Preset}, {results.Train.Steps:N0} steps, seed {results.Train.Seed}" },
            new[] { "Bundle SHA-256", results.Verify.Sha256 },
        };
        return "<h2>Identity</h2>" + ReportPage.Table(["What", "Which"], rows, 2)
            + $"<h2>Make it again</h2><p>The same seeds give the same bytes on the same machine.</p><pre>{ReportPage.Encode(string.Join('\n', results.Commands))}</pre>";
    }
}
