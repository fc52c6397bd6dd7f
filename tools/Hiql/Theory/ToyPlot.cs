using System.Globalization;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Theory;

/// <summary>The bound over k, one panel per T and one curve per σ, with the simulated error of the hierarchy as dots.</summary>
internal static class ToyPlot
{
    private const double Width = 520, Height = 320;
    private const int CurvePoints = 200;

    public static Svg Draw(TheoryDocument document) =>
        Svg.Grid([.. document.Rows.GroupBy(row => row.T).Select(Panel)], columns: 2);

    private static Svg Panel(IGrouping<int, TheoryRow> rows) => LinePlot.Draw(
        $"wrong step, T = {rows.Key}: bound, and simulated (dots)", [.. rows.GroupBy(row => row.Sigma).Select(Curve)], Width, Height,
        new HorizontalAxis("k, steps between subgoals", Logarithmic: true));

    private static Curve Curve(IGrouping<double, TheoryRow> rows)
    {
        var problem = new ToyProblem(rows.First().T, rows.Key);
        return new Curve(
            $"σ = {rows.Key.ToString(CultureInfo.InvariantCulture)}",
            [.. Steps(problem.T).Select(k => ((double)k, problem.Bound(k)))])
        {
            Measured = [.. rows.Select(row => ((double)row.K, Measured(row.MonteCarlo.Composed)))],
        };
    }

    // Evenly on the logarithmic axis: enough for a smooth curve at any T.
    private static IEnumerable<int> Steps(int t) =>
        Enumerable.Range(0, CurvePoints + 1).Select(i => (int)Math.Round(Math.Pow(t, (double)i / CurvePoints))).Distinct();

    private static Estimate Measured(TheoryEstimate estimate) => new(estimate.Value, estimate.Ci95[0], estimate.Ci95[1]);
}
