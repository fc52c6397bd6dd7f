namespace MuJoCo.Tests;

/// <summary>What a figure holds, without OpenGL.</summary>
public sealed class FigureTests
{
    [Fact]
    public void A_line_is_its_values_over_even_steps()
    {
        using MjFigure figure = new("plot");

        figure.SetLine(3, "line", [5, 6, 7], firstX: -1, stepX: 0.5);

        Assert.Equal([-1, 5, -0.5f, 6, 0, 7], figure.Points(3).ToArray());
        Assert.True(figure.Points(2).IsEmpty);
    }

    [Fact]
    public void A_full_line_keeps_the_newest_points()
    {
        using MjFigure figure = new("plot");
        float[] values = [.. Enumerable.Range(0, MjFigure.MaxPoints + 3).Select(i => (float)i)];

        figure.SetLine(0, "line", values, firstX: 100, stepX: 2);

        Assert.Equal(2 * MjFigure.MaxPoints, figure.Points(0).Length);
        Assert.Equal([106, 3, 108, 4], figure.Points(0)[..4].ToArray());
        Assert.Equal([100 + (2 * values[^1]), values[^1]], figure.Points(0)[^2..].ToArray());
    }

    [Fact]
    public void Values_that_are_no_finite_number_are_left_out_and_take_no_room()
    {
        using MjFigure figure = new("plot");
        float[] values = [.. Enumerable.Range(0, 2 * MjFigure.MaxPoints).Select(i => i % 2 == 0 ? float.NaN : i)];

        figure.SetLine(0, "few", [float.NaN, 1, float.PositiveInfinity, 3, float.NegativeInfinity]);
        figure.SetLine(1, "many", values);
        figure.SetLine(2, "nowhere", [1, 2], firstX: double.NaN);

        Assert.Equal([1, 1, 3, 3], figure.Points(0).ToArray());
        Assert.Equal(2 * MjFigure.MaxPoints, figure.Points(1).Length);
        Assert.Equal([1, 1, 3, 3], figure.Points(1)[..4].ToArray());
        Assert.True(figure.Points(2).IsEmpty);
    }

    [Fact]
    public void Bars_stand_on_zero_and_half_as_many_fit()
    {
        using MjFigure figure = new("plot") { Bars = true };

        figure.SetLine(0, "few", [5, float.NaN, -7]);
        figure.SetLine(1, "many", new float[MjFigure.MaxPoints]);

        Assert.Equal([0, 0, 0, 5, 2, 0, 2, -7], figure.Points(0).ToArray());
        Assert.Equal(2 * MjFigure.MaxPoints, figure.Points(1).Length);
        Assert.Equal(MjFigure.MaxPoints / 2, figure.Points(1)[0]);
    }

    [Fact]
    public void Lines_are_replaced_and_cleared()
    {
        using MjFigure figure = new("plot");

        figure.SetLine(0, "long", [1, 2, 3]);
        figure.SetLine(0, "short", [4]);
        float[] replaced = figure.Points(0).ToArray();
        figure.Bars = false;
        int untouched = figure.Points(0).Length;
        figure.Bars = true;
        int switched = figure.Points(0).Length;
        figure.SetLine(0, "bars", [4]);
        figure.ClearLines();

        Assert.Equal([0, 4], replaced);
        Assert.Equal((2, 0, 0), (untouched, switched, figure.Points(0).Length));
    }

    [Fact]
    public void Settings_keep_what_they_are_given_and_texts_what_a_font_has()
    {
        using MjFigure figure = new("plot") { XFormat = "%+.1f s", YFormat = "%.3e", LineWidth = 4 };

        figure.XLabel = new string('a', 500);
        int longest = figure.XLabel.Length;
        figure.XLabel = "Ü°C";

        Assert.Equal(("%+.1f s", "%.3e", 4f), (figure.XFormat, figure.YFormat, figure.LineWidth));
        Assert.Equal(99, longest);
        Assert.Equal("??C", figure.XLabel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("number")]
    [InlineData("%s")]
    [InlineData("%d")]
    [InlineData("%n")]
    [InlineData("%f %f")]
    [InlineData("%*f")]
    [InlineData("%.80f")]
    [InlineData("%0100f")]
    [InlineData("%f and more than fits")]
    public void A_format_that_would_write_where_it_must_not_is_refused(string format)
    {
        using MjFigure figure = new("plot");

        Assert.Throws<ArgumentException>(() => figure.XFormat = format);
        Assert.Throws<ArgumentException>(() => figure.YFormat = format);
        Assert.Equal("%.3g", figure.XFormat);
    }

    [Fact]
    public void Lines_that_no_figure_has_are_refused()
    {
        using MjFigure figure = new("plot");

        Assert.Throws<ArgumentOutOfRangeException>(() => figure.SetLine(-1, "line", [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.SetLine(MjFigure.MaxLines, "line", [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.SetColor(MjFigure.MaxLines, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.Points(MjFigure.MaxLines).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.LineWidth = 0);
    }

    [Fact]
    public void A_disposed_figure_says_so()
    {
        MjFigure figure = new("plot");
        figure.Dispose();

        Assert.Throws<ObjectDisposedException>(() => figure.SetLine(0, "line", [1]));
        Assert.Throws<ObjectDisposedException>(() => figure.XLabel = "x");
    }
}
