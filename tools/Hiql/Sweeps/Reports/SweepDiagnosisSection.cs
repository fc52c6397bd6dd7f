namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>What each training's V knows: whether a poor run has a poor V, or a policy that makes nothing of a good one.</summary>
internal static class SweepDiagnosisSection
{
    public static string Render(SweepReport report) => !SweepTables.HasDiagnostics(report) ? ""
        : "<h2>What V knows</h2><p>At the end of each training, on held-out trajectories and on the maze's grid, beside the success of the points evaluated with it.</p>"
            + SweepTables.Diagnostics(report).Html;
}
