using System.Text.RegularExpressions;
using System.Xml.Linq;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Pipeline.Tests;

public sealed class SweepReportPageTests
{
    private static readonly SweepReport Report = SweepSample.Periods().Report;
    private static readonly string Page = SweepReportPage.Render(Report);

    [Fact]
    public void Page_needs_nothing_from_outside()
    {
        Assert.DoesNotContain("<script", Page);
        Assert.DoesNotContain("url(", Page);
        Assert.DoesNotContain("src=", Page);
        Assert.DoesNotContain("href=", Page);
        Assert.DoesNotContain("http", Page);
    }

    [Theory]
    [InlineData("Which is best?")]
    [InlineData("Best manager period")]
    [InlineData("5 may be as good")]
    [InlineData("All environments")]
    [InlineData("difference to 25 in points, on the same episodes")]
    [InlineData("Performance profile")]
    [InlineData("color-mix(in srgb,var(--series0) 27.5%")]
    [InlineData("--episode 1:4 --video")]
    [InlineData("McNemar")]
    public void Page_shows(string text) => Assert.Contains(text, Page);

    [Fact]
    public void Every_drawing_is_well_formed()
    {
        var drawings = Regex.Matches(Page, "<svg.*?</svg>", RegexOptions.Singleline);
        Assert.True(drawings.Count >= 6, $"only {drawings.Count} drawings");
        foreach (Match drawing in drawings)
            Assert.Equal("svg", XElement.Parse(drawing.Value).Name.LocalName);
    }

    [Fact]
    public void Names_cannot_break_the_page() =>
        Assert.DoesNotContain("<b>&x", SweepReportPage.Render(new SweepSample("agent").Add("pointmaze-medium", "<b>&x", "", 5, 5).Add("pointmaze-medium", "y", "", 9, 9).Report));

    [ChromiumFact]
    public void Browser_opens_it_in_the_dark_and_in_the_light()
    {
        using TemporaryFolder folder = new();
        AtomicFile.WriteAllText(folder.File("report.html"), Page);
        var (text, light) = HeadlessChromium.Open(folder.File("report.html"), dark: false);
        var (_, dark) = HeadlessChromium.Open(folder.File("report.html"), dark: true);

        Assert.Contains("25 has the highest success in 2 of 2 environments", text);
        Assert.True(light.Length > 20_000, $"a picture of {light.Length} bytes");
        Assert.NotEqual(light, dark);
    }
}
