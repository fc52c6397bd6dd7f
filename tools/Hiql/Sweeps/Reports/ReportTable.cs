using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>A table that page and Markdown share.</summary>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">Cells.</param>
/// <param name="FirstNumber">The first column that is aligned as numbers.</param>
internal sealed record ReportTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, int FirstNumber)
{
    public string Html => ReportPage.Table(Head, Rows, FirstNumber);

    public string Markdown
    {
        get
        {
            string[] rule = [.. Head.Select((_, column) => column >= FirstNumber ? "--:" : "---")];
            IReadOnlyList<string>[] lines = [Head, rule, .. Rows];
            return string.Concat(lines.Select(cells => $"| {string.Join(" | ", cells.Select(Escape))} |\n"));
        }
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
