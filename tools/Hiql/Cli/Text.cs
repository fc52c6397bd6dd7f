using System.Globalization;
using System.Text;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Numbers and tables the way people read them.</summary>
internal static class Text
{
    private const int MaxNameDistance = 3;

    /// <summary>Three digits and a prefix: <c>1.23 M</c>, <c>45.6 k</c>, <c>0.789</c>.</summary>
    public static string Quantity(double value) => Math.Abs(value) switch
    {
        >= 1e6 => $"{value / 1e6:0.00} M",
        >= 1e3 => $"{value / 1e3:0.0} k",
        >= 10 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary><c>1:02:03</c>, <c>4:05</c>, <c>6.7 s</c>.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 60 => $"{span.TotalSeconds:0.0} s",
        < 3600 => $"{(int)span.TotalMinutes}:{span.Seconds:00} min",
        _ => $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00} h",
    };

    public static string Duration(double seconds) => Duration(TimeSpan.FromSeconds(Math.Max(0, seconds)));

    /// <summary>A number with so many digits that count: <c>0.07869</c>, and below a thousandth <c>2.069e-4</c>.</summary>
    public static string Significant(double value, int digits = 4)
    {
        if (value == 0 || !double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        if (Math.Abs(value) < 1e-3)
            return value.ToString($"0.{new string('0', digits - 1)}e0", CultureInfo.InvariantCulture);
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return value.ToString($"F{Math.Max(0, decimals)}", CultureInfo.InvariantCulture);
    }

    /// <summary><c>97.2 %</c>.</summary>
    public static string Percent(double share) => $"{100 * share:0.0} %";

    /// <summary><c>95.1 – 98.6 %</c>.</summary>
    public static string Interval(IReadOnlyList<double> bounds) => $"{100 * bounds[0]:0.0} – {100 * bounds[1]:0.0} %";

    /// <summary>A number with a real minus sign, and none before a zero.</summary>
    public static string Signed(double value, string format)
    {
        var text = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return value < 0 && text.Any(letter => letter is >= '1' and <= '9') ? $"−{text}" : text;
    }

    /// <summary>The one line an error message may have.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Columns as wide as their widest cell; the first row is the head.</summary>
    public static string Table(IReadOnlyList<string[]> rows)
    {
        var widths = new int[rows[0].Length];
        foreach (var row in rows)
            for (var c = 0; c < row.Length; c++)
                widths[c] = Math.Max(widths[c], row[c].Length);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c])));
            text.AppendLine(line.TrimEnd());
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>"; did you mean X?" for the known name nearest to a mistyped one, or nothing when none is near.</summary>
    public static string DidYouMean(string found, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "";
        var nearest = NearestWord.Among(known, found);
        return NearestWord.Distance(found, nearest) <= MaxNameDistance ? $"; did you mean '{nearest}'?" : "";
    }
}
