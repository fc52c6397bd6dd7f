using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Theory;

/// <summary>The toy problem's tables for people: the bound over k, then every row beside its simulation.</summary>
internal static class ToyText
{
    public static string Describe(TheoryDocument document)
    {
        var bounds = document.Rows.GroupBy(row => row.T).Select(Bounds);
        return $"Probability of a wrong step: flat, and the bound E_h + E_l of a hierarchy with subgoals k away\n\n"
            + $"{string.Join("\n\n", bounds)}\n\n"
            + $"Wrong last action of the hierarchy: E_h (1 - E_l) + E_l (1 - E_h), and {document.Samples:N0} draws with seed {document.Seed}\n\n"
            + $"{Text.Table([["T", "sigma", "k", "E_h", "E_l", "exact", "simulated", "95 % interval", "covers"], .. document.Rows.Select(Row)])}\n\n"
            + $"{document.Covering} of {document.Intervals} intervals (flat, manager, worker, both) cover their formula: {Text.Percent((double)document.Covering / document.Intervals)} "
            + $"where 95 % are meant to; widened to hold all at once, {document.CoveringSimultaneously} of {document.Intervals} do"
            + (document.Plot is null ? "" : $"\nwrote {document.Plot}");
    }

    private static string Bounds(IGrouping<int, TheoryRow> rows)
    {
        var steps = rows.Select(row => row.K).Distinct().ToArray();
        return Text.Table(
        [
            [$"T = {rows.Key}", "flat", .. steps.Select(k => $"k = {k}")],
            .. rows.GroupBy(row => row.Sigma).Select(noise => (string[])[
                $"sigma {Number(noise.Key)}", Text.Significant(noise.First().Flat), .. noise.Select(row => Text.Significant(row.Bound))]),
        ]);
    }

    private static string[] Row(TheoryRow row) =>
    [
        $"{row.T}", Number(row.Sigma), $"{row.K}", Text.Significant(row.Manager), Text.Significant(row.Worker),
        Text.Significant(row.Composed), Text.Significant(row.MonteCarlo.Composed.Value),
        string.Join(" - ", row.MonteCarlo.Composed.Ci95.Select(bound => Text.Significant(bound))),
        row.MonteCarlo.Composed.Covers ? "yes" : "no",
    ];

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
