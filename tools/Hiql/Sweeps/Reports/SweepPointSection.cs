namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Every point of the grid with all that was measured.</summary>
internal static class SweepPointSection
{
    public static string Render(SweepReport report) => "<h2>Every point</h2>"
        + "<p>Distances are to the goal at the end of an episode, over what success looks at, in the observation's units; subgoals and their change tell how often and how far the manager changed its mind; at a wall is the share of steps that ended there.</p>"
        + SweepTables.Points(report).Html;
}
