using System.Net;
using System.Text;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>Puts the sections into one file that needs nothing else: no network, no scripts, prints well.</summary>
internal static class ReportPage
{
    private const string Style = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Inter","Source Sans 3","Segoe UI",system-ui,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        main{max-width:1080px;margin:0 auto;padding:56px 28px 80px}
        h1{font-size:34px;line-height:1.15;letter-spacing:-.02em;margin:0 0 6px;font-weight:700}
        h2{font-size:20px;letter-spacing:-.01em;margin:52px 0 6px;padding-top:18px;border-top:1px solid var(--line)}
        p{margin:6px 0 14px;max-width:72ch;color:var(--soft)}p b,p em{color:var(--ink)}
        .lead{font-size:17px}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:14px;margin:26px 0 6px}
        .card{background:var(--card);border-radius:10px;padding:16px 18px}
        .card .name{font-size:13px;color:var(--soft)}.card .number{font-size:34px;font-weight:700;letter-spacing:-.02em;line-height:1.25}
        .card .range{font-size:13px;color:var(--soft)}
        .grid{display:grid;gap:18px 14px;margin-top:14px}.grid svg,.wide svg{width:100%;height:auto;display:block}
        .two{grid-template-columns:repeat(2,1fr);align-items:start}.three{grid-template-columns:repeat(3,1fr)}.five{grid-template-columns:repeat(5,1fr)}
        table{border-collapse:collapse;width:100%;margin:12px 0;font-size:14px}
        th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
        th{font-weight:600;color:var(--soft)}td.n,th.n{text-align:right}.scroll{overflow-x:auto}
        .heat td,.heat th{padding-left:10px}.heat td:not(:first-child),.heat th:not(:first-child){text-align:center}.heat small{display:block;color:var(--ink);opacity:.75;font-size:11px;white-space:nowrap}
        h3{font-size:14px;margin:22px 0 6px}h3+pre{margin-top:0}h2.bad{color:var(--bad)}li{margin:4px 0;max-width:76ch;color:var(--soft)}
        pre{background:var(--card);border-radius:10px;padding:16px 18px;font:13px/1.6 ui-monospace,"JetBrains Mono","DejaVu Sans Mono",monospace;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
        code{font:13px ui-monospace,"JetBrains Mono","DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        @media (max-width:760px){.two,.three{grid-template-columns:1fr}.five{grid-template-columns:repeat(2,1fr)}}
        @media print{main{max-width:none;padding:0}h2{break-after:avoid}.grid,.card,table,svg{break-inside:avoid}body{font-size:12px}pre{white-space:pre-wrap}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;

    public static string Render(ReportModel model) => Render(
        $"{model.Environment.Name} — HIQL",
        [
            HeadlineSection.Render(model), SuccessSection.Render(model), TaskSection.Render(model), GraphSection.Render(model),
            CurveSection.Render(model), model.Diagnosis is { } diagnosis ? ValueDiagnosisSection.Render(diagnosis) : "", TimingSection.Render(model), IdentitySection.Render(model),
        ]);

    /// <summary>A page of sections that are HTML already.</summary>
    public static string Render(string title, IEnumerable<string> sections)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append($"<title>{Encode(title)}</title><style>{Svg.Theme}\n{Style}</style></head><body><main>\n");
        foreach (var section in sections)
            page.Append(section).Append('\n');
        return page.Append("</main></body></html>\n").ToString();
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>One number that matters.</summary>
    public static string Card(string name, string number, string range) =>
        $"<div class=\"card\"><div class=\"name\">{Encode(name)}</div><div class=\"number\">{Encode(number)}</div>"
        + $"<div class=\"range\">{Encode(range)}</div></div>";

    /// <summary>A table of cells that are encoded here; columns from <paramref name="firstNumber"/> on are aligned as numbers.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int firstNumber)
    {
        string Cells(string tag, IReadOnlyList<string> cells) => string.Concat(cells.Select((cell, c) =>
            $"<{tag}{(c >= firstNumber ? " class=\"n\"" : "")}>{Encode(cell)}</{tag}>"));
        return $"<div class=\"scroll\"><table><tr>{Cells("th", head)}</tr>{string.Concat(rows.Select(row => $"<tr>{Cells("td", row)}</tr>"))}</table></div>";
    }
}
