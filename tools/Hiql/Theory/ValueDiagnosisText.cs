using System.Globalization;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Theory;

/// <summary>A diagnosis as a table for people.</summary>
internal static class ValueDiagnosisText
{
    public static string Describe(ValueDiagnosis diagnosis)
    {
        string[][] rows =
        [
            [$"{diagnosis.DistanceUnit} to goal", "pairs", "signal/noise 1 step", $"{diagnosis.K} steps", "right order 1 step", $"{diagnosis.K} steps"],
            .. diagnosis.Bins.Select(bin => Row(bin.From == bin.To ? $"{bin.From}" : $"{bin.From}-{bin.To}", bin.Flat, bin.Manager)),
            Row("all", diagnosis.Flat, diagnosis.Manager),
        ];
        var (flat, manager) = (diagnosis.Flat.OrderConsistencyCi95, diagnosis.Manager.OrderConsistencyCi95);
        return $"{diagnosis.Environment}: V of {diagnosis.Bundle} ({diagnosis.Agent}) on {diagnosis.States}\n{Text.Table(rows)}"
            + (flat is null || manager is null ? "" : $"\n95 % intervals of the right order, over all distances: {Text.Interval(flat)} and {Text.Interval(manager)}")
            + (diagnosis.Plot is null ? "" : $"\nwrote {diagnosis.Plot}");
    }

    private static string[] Row(string distance, ValueDifferences flat, ValueDifferences manager) =>
    [
        distance, $"{flat.Pairs}, {manager.Pairs}", Ratio(flat), Ratio(manager), Share(flat), Share(manager),
    ];

    private static string Ratio(ValueDifferences differences) =>
        differences.SignalToNoise?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    private static string Share(ValueDifferences differences) =>
        differences.OrderConsistency is { } share ? Text.Percent(share) : "-";
}
