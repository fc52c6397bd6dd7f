using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Tools.Reports;

/// <summary>Why the hierarchy exists, measured on the value function at hand.</summary>
internal static class ValueDiagnosisSection
{
    public static string Render(ValueDiagnosis diagnosis)
    {
        var label = $"Value of {diagnosis.Agent} in {diagnosis.Environment}";
        return "<h2>What the value can tell</h2><p>Which of two states is nearer to the goal? A flat policy has to see it in states <b>one step</b> "
            + $"apart, a manager in states <b>{diagnosis.K} steps</b> apart. Over all distances V orders <b>{Share(diagnosis.Flat)}</b> of the first and "
            + $"<b>{Share(diagnosis.Manager)}</b> of the second rightly; one half is guessing.</p>"
            + $"<div class=\"wide\">{ValueDiagnosisPlot.Draw(diagnosis).Inline(label)}</div>";
    }

    private static string Share(ValueDifferences differences) =>
        differences.OrderConsistency is { } share ? Text.Percent(share) : "too few to say";
}
