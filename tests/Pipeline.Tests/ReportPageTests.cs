using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Pipeline.Tests;

public sealed class ReportPageTests
{
    private static readonly string Page = ReportPage.Render(ReportSample.Create());

    /// <summary>HIQL_REPORT_SAMPLE=FILE keeps the page, to look at it in a browser.</summary>
    [Fact]
    public void Page_needs_nothing_from_outside()
    {
        if (Environment.GetEnvironmentVariable("HIQL_REPORT_SAMPLE") is { Length: > 0 } file)
            AtomicFile.WriteAllText(file, Page);
        var references = Regex.Matches(Page, "(?:src|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value);
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.StartsWith("data:image/png;base64,", reference));
        Assert.DoesNotContain("<script", Page);
        Assert.DoesNotContain("url(", Page);
    }

    [Theory]
    [InlineData("95 % interval")]
    [InlineData("Success per task")]
    [InlineData("4.2 % of the steps")]
    [InlineData("Dataset coverage")]
    [InlineData("Order consistency")]
    [InlineData("wall ratio")]
    [InlineData("Task 5: trajectories and value map")]
    [InlineData("40 landmarks and the ways between starts and goals")]
    [InlineData("0 bytes per tick")]
    [InlineData("hiql train --data")]
    public void Page_shows(string text) => Assert.Contains(text, Page);

    [Fact]
    public void A_legend_that_is_too_long_goes_on_in_the_next_line()
    {
        const double width = 1000;
        string[] names = ["HIQL, subgoal held 10 steps, over the graph", "HIQL, subgoal held 10 steps, no graph", "HIQL, manager every step, over the graph", "flat"];
        var one = new Estimate(0.5, 0.4, 0.6);

        var svg = IntervalPlot.Render("Success", ["All tasks"], [.. names.Select(name => new IntervalSeries(name, [one]))], width);

        var places = names.Select(name => Regex.Match(svg, $"<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" >{name}<")).Select(match =>
            (X: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Y: double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal([16.0, 16.0, 16.0, 34.0], places.Select(place => place.Y));
        Assert.All(places.Zip(names), pair => Assert.True(pair.First.X + 6 * pair.Second.Length < width));
        Assert.Equal(places[0].X, places[3].X);
    }

    [Fact]
    public void Every_drawing_is_well_formed()
    {
        var drawings = Regex.Matches(Page, "<svg.*?</svg>", RegexOptions.Singleline);
        Assert.True(drawings.Count >= 11, $"only {drawings.Count} drawings");
        foreach (Match drawing in drawings)
            Assert.Equal("svg", XElement.Parse(drawing.Value).Name.LocalName);
    }

    [Fact]
    public void Names_cannot_break_the_page()
    {
        var sample = ReportSample.Create();
        var page = ReportPage.Render(sample with { Environment = sample.Environment with { Name = "<b>&maze" } });
        Assert.Contains("&lt;b&gt;&amp;maze", page);
        Assert.DoesNotContain("<b>&maze", page);
    }

    [Fact]
    public void Colormap_rises_evenly_in_lightness()
    {
        // Relative luminance to CIE lightness, worked out here on its own.
        double Lightness(double share)
        {
            var colour = Colormap.At(share);
            double Linear(byte b) => b / 255.0 <= 0.04045 ? b / 255.0 / 12.92 : Math.Pow((b / 255.0 + 0.055) / 1.055, 2.4);
            var y = 0.2126 * Linear(colour.R) + 0.7152 * Linear(colour.G) + 0.0722 * Linear(colour.B);
            return 116 * Math.Cbrt(y) - 16;
        }

        var steps = Enumerable.Range(0, 10).Select(i => Lightness((i + 1) / 10.0) - Lightness(i / 10.0)).ToArray();
        Assert.All(steps, step => Assert.InRange(step, 5, 11));
    }

    [Fact]
    public void Png_decodes_to_the_pixels_it_was_given()
    {
        // Signature, then IHDR with width and height big-endian.
        var png = Png.Encode(3, 2, (x, y) => x == 0 ? null : new Rgb((byte)(10 * x), (byte)y, 7));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2], png[16..24]);
        var length = png[33] << 24 | png[34] << 16 | png[35] << 8 | png[36];
        using var zlib = new System.IO.Compression.ZLibStream(new MemoryStream(png, 41, length), System.IO.Compression.CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        byte[] expected = [0, 0, 0, 0, 0, 10, 0, 7, 255, 20, 0, 7, 255, 0, 0, 0, 0, 0, 10, 1, 7, 255, 20, 1, 7, 255];
        Assert.Equal(expected, rows.ToArray());
    }
}
