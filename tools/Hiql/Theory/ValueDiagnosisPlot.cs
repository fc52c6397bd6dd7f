using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Signal to noise, and order consistency, over the distance to the goal: one step apart against k steps apart.</summary>
internal static class ValueDiagnosisPlot
{
    private const double Width = 440, Height = 260;

    public static Svg Draw(ValueDiagnosis diagnosis) => Svg.Grid(
        [
            Panel(diagnosis, "signal to noise of V differences", differences => (differences.SignalToNoise, differences.SignalToNoiseCi95)),
            Panel(diagnosis, "share of pairs that V orders rightly", differences => (differences.OrderConsistency, differences.OrderConsistencyCi95)),
        ],
        columns: 2);

    private static Svg Panel(ValueDiagnosis diagnosis, string title, Func<ValueDifferences, (double? Value, double[]? Ci95)> quantity) =>
        LinePlot.Draw(
            title,
            [
                Curve("one step apart (flat)", diagnosis, bin => quantity(bin.Flat)),
                Curve($"{diagnosis.K} steps apart (manager)", diagnosis, bin => quantity(bin.Manager)),
            ],
            Width, Height, new HorizontalAxis($"distance to the goal, {diagnosis.DistanceUnit}"));

    private static Curve Curve(string name, ValueDiagnosis diagnosis, Func<DistanceBin, (double? Value, double[]? Ci95)> quantity) =>
        new(name, [.. diagnosis.Bins.Select(bin => (bin.Middle(), quantity(bin).Value ?? double.NaN))])
        {
            Measured = [.. diagnosis.Bins.SelectMany(bin => Whisker(bin.Middle(), quantity(bin)))],
        };

    private static (double, Estimate)[] Whisker(double x, (double? Value, double[]? Ci95) found) =>
        found is ({ } value, [var low, var high]) ? [(x, new Estimate(value, low, high))] : [];
}
