using System.Net;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>A drawing as a file of its own: .svg, or .html for those whose viewer is a browser.</summary>
internal static class PlotFile
{
    /// <summary>Refuses other names before the work is done that the drawing is of.</summary>
    /// <exception cref="InputException">Neither .svg nor .html.</exception>
    public static void RequireName(string option, string path)
    {
        if (!path.EndsWith(".svg", StringComparison.Ordinal) && !path.EndsWith(".html", StringComparison.Ordinal))
            throw new InputException($"{option}: expected a file name ending in .svg or .html, found '{path}'");
    }

    public static void Write(string path, string title, Svg drawing) => AtomicFile.WriteAllText(
        path, path.EndsWith(".html", StringComparison.Ordinal) ? Page(title, drawing) : drawing.Document());

    private static string Page(string title, Svg drawing) =>
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
        + $"<title>{WebUtility.HtmlEncode(title)}</title><style>{Svg.Theme}body{{background:var(--paper)}}</style></head>"
        + $"<body>{drawing.Inline(title)}</body></html>\n";
}
