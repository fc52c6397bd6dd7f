using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Signal to noise, and order consistency, over the distance to the goal: one step apart against k steps apart.</summary>
internal static class ValueDiagnosisPlot
{
    private const double Width = 440, Height = 260;

    public static Svg Draw(ValueDiagnosis diagnosis) => Svg.Grid(
        [
            Panel(diagnosis, "signal to noise of V differences", differences => differences.SignalToNoise),
            Panel(diagnosis, "share of pairs that V orders rightly", differences => differences.OrderConsistency),
        ],
        columns: 2);

    private static Svg Panel(ValueDiagnosis diagnosis, string title, Func<ValueDifferences, double?> quantity) => LinePlot.Draw(
        title,
        [
            new Curve("one step apart (flat)", Points(diagnosis, bin => quantity(bin.Flat))),
            new Curve($"{diagnosis.K} steps apart (manager)", Points(diagnosis, bin => quantity(bin.Manager))),
        ],
        Width, Height, new HorizontalAxis($"distance to the goal, {diagnosis.DistanceUnit}"));

    private static (double, double)[] Points(ValueDiagnosis diagnosis, Func<DistanceBin, double?> quantity) =>
        [.. diagnosis.Bins.Select(bin => (bin.Middle(), quantity(bin) ?? double.NaN))];
}
