namespace MuJoCo.Tests;

/// <summary>What is drawn on top of a scene, pixel by pixel.</summary>
public sealed class DrawingTests
{
    private static readonly MjViewport _left = new(0, 0, Canvas.Width / 2, Canvas.Height);
    private static readonly MjViewport _right = new(Canvas.Width / 2, 0, Canvas.Width / 2, Canvas.Height);

    [Fact]
    public void A_renderer_that_came_too_early_or_too_late_is_an_exception_and_spoils_no_other()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        for (int i = 0; i < 2; i++)
        {
            Assert.Throws<MuJoCoException>(() => new MjRenderContext(model));
            using Canvas canvas = new();
            int touched = canvas.Draw(_ => MjRenderContext.Rectangle(_left, 1, 1, 1, 1)).Touched().Length;
            Assert.Equal(_left.Width * _left.Height, touched);
        }
    }

    [Fact]
    public void A_line_appears_in_its_colour_where_its_values_are()
    {
        using Canvas canvas = new();
        using MjFigure figure = Plot();

        int before = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Length;
        figure.SetLine(0, "", [0.1f, 0.1f]);
        double low = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Average(p => p.Y);
        figure.SetLine(0, "", [0.9f, 0.9f]);
        double high = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Average(p => p.Y);
        figure.ClearLines();
        int after = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Length;

        Assert.Equal((0, 0), (before, after));
        Assert.InRange(high - low, 0.5 * Canvas.Height, 0.8 * Canvas.Height);
    }

    [Fact]
    public void A_fixed_range_cuts_off_what_an_automatic_one_shows()
    {
        using Canvas canvas = new();
        using MjFigure figure = Plot();
        figure.SetLine(0, "", [5, 5]);

        int cut = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Length;
        figure.SetRange(0, 1, 0, 0);
        int shown = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0).Length;

        Assert.Equal(0, cut);
        Assert.True(shown > 100);
    }

    [Fact]
    public void Bars_are_not_joined_and_wide_ones_cover_more()
    {
        using Canvas canvas = new();
        using MjFigure figure = Plot();
        figure.Bars = true;
        figure.SetRange(-1, 2, 0, 1);
        figure.SetLine(0, "", [0.9f, 0.9f]);

        (int X, int Y)[] narrow = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0);
        figure.LineWidth = 8;
        (int X, int Y)[] wide = canvas.Draw(context => context.Figure(Canvas.All, figure)).Find(255, 0, 0);

        Assert.Equal(4, narrow.Select(p => p.X).Distinct().Count());
        Assert.Equal(16, wide.Select(p => p.X).Distinct().Count());
        Assert.InRange(narrow.Max(p => p.Y) - narrow.Min(p => p.Y), 0.5 * Canvas.Height, 0.9 * Canvas.Height);
    }

    [Fact]
    public void Every_text_of_a_figure_is_drawn()
    {
        using Canvas canvas = new();
        using MjFigure figure = new("");
        using MjFigure titled = new("title");
        Action<MjFigure>[] changes =
        [
            f => f.XLabel = "time",
            f => f.XFormat = "%.2f s",
            f => f.YFormat = "%.2e",
            f => f.SetLine(0, "name", []),
        ];

        byte[] plain = canvas.Draw(context => context.Figure(Canvas.All, figure)).Picture();
        List<byte[]> pictures = [plain];
        foreach (Action<MjFigure> change in changes)
        {
            change(figure);
            pictures.Add(canvas.Draw(context => context.Figure(Canvas.All, figure)).Picture());
        }
        byte[] named = canvas.Draw(context => context.Figure(Canvas.All, titled)).Picture();

        Assert.All(pictures.Zip(pictures.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.NotEqual(plain, named);
    }

    [Fact]
    public void A_figure_lets_the_picture_through_and_stays_in_its_area()
    {
        using Canvas canvas = new();
        using MjFigure figure = Plot();
        figure.SetLine(0, "", [0, 1]);

        canvas.Draw(context =>
        {
            MjRenderContext.Rectangle(Canvas.All, 0, 1, 0, 1);
            context.Figure(_right, figure);
        });
        (int X, int Y)[] untouched = canvas.Find(0, 255, 0);
        (int X, int Y)[] opaque = canvas.Find(0, 0, 0);

        Assert.Equal(_left.Width * _left.Height, untouched.Length);
        Assert.All(untouched, p => Assert.True(p.X < _right.Left));
        Assert.Empty(opaque);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(12, 9)]
    [InlineData(60, 30)]
    public void A_figure_in_too_small_an_area_leaves_the_next_picture_alone(int width, int height)
    {
        using Canvas canvas = new();
        using MjFigure figure = Plot();
        figure.SetLine(0, "line", [0, 1]);
        byte[] expected = canvas.Draw(context => context.Figure(Canvas.All, figure)).Picture();

        canvas.Draw(context => context.Figure(new MjViewport(20, 20, width, height), figure));
        byte[] found = canvas.Draw(context => context.Figure(Canvas.All, figure)).Picture();

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Text_is_placed_in_its_viewport_whatever_was_drawn_before()
    {
        using Canvas canvas = new();
        using MjFigure figure = new("plot");

        (int X, int Y)[] text = canvas.Draw(context => context.Text(_right, "ok", 0, 0.5f, 0, 1, 0)).Find(0, 255, 0);
        (int X, int Y)[] again = canvas.Draw(context =>
        {
            context.Figure(new MjViewport(0, 0, 50, 50), figure);
            context.Text(_right, "ok", 0, 0.5f, 0, 1, 0);
        }).Find(0, 255, 0);

        Assert.NotEmpty(text);
        Assert.Equal(text, again);
        Assert.InRange(text.Min(p => p.X), _right.Left, _right.Left + 10);
        Assert.InRange(text.Min(p => p.Y), (Canvas.Height / 2) - 5, (Canvas.Height / 2) + 5);
    }

    [Fact]
    public void Text_may_be_big_and_is_gone_outside()
    {
        using Canvas canvas = new();

        int normal = Draw(Canvas.All, 0.1f).Max(p => p.Y);
        int big = Draw(Canvas.All, 0.1f, big: true).Max(p => p.Y);
        (int X, int Y)[] outside = Draw(Canvas.All, 1.1f);
        (int X, int Y)[] nowhere = Draw(default, 0.1f);

        Assert.True(big > normal);
        Assert.Empty(outside);
        Assert.Empty(nowhere);

        (int X, int Y)[] Draw(MjViewport viewport, float y, bool big = false) =>
            canvas.Draw(context => context.Text(viewport, "ok", 0.1f, y, 1, 1, 1, big)).Touched();
    }

    [Fact]
    public void Letters_that_no_font_has_are_question_marks()
    {
        using Canvas canvas = new();

        byte[] letters = canvas.Draw(context => context.Text(Canvas.All, "5 \u00b5m", 0, 0.5f, 1, 1, 1)).Picture();
        byte[] marks = canvas.Draw(context => context.Text(Canvas.All, "5 ?m", 0, 0.5f, 1, 1, 1)).Picture();
        byte[] overlay = canvas.Draw(context => context.Overlay(MjGrid.TopLeft, Canvas.All, "5 \u00b5m")).Picture();
        byte[] plain = canvas.Draw(context => context.Overlay(MjGrid.TopLeft, Canvas.All, "5 ?m")).Picture();

        Assert.Equal(marks, letters);
        Assert.Equal(plain, overlay);
    }

    [Fact]
    public void A_label_fills_its_area_and_has_its_text_in_the_middle()
    {
        using Canvas canvas = new();
        MjViewport area = new(40, 60, 120, 40);

        canvas.Draw(context => context.Label(area, "go", [0, 0, 1, 1], [1, 1, 0]));
        (int X, int Y)[] text = canvas.Find(255, 255, 0);
        int ground = canvas.Find(0, 0, 255).Length;

        Assert.NotEmpty(text);
        Assert.Equal(area.Width * area.Height, text.Length + ground);
        Assert.Equal(text.Length + ground, canvas.Touched().Length);
        Assert.InRange(0.5 * (text.Min(p => p.X) + text.Max(p => p.X)), 95, 105);
        Assert.InRange(0.5 * (text.Min(p => p.Y) + text.Max(p => p.Y)), 74, 86);
    }

    [Fact]
    public void A_label_wants_whole_colours()
    {
        using Canvas canvas = new();

        canvas.Draw(context =>
        {
            Assert.Throws<ArgumentException>(() => context.Label(Canvas.All, "go", [0, 0, 1], [1, 1, 0]));
            Assert.Throws<ArgumentException>(() => context.Label(Canvas.All, "go", [0, 0, 1, 1], [1, 1, 0, 1]));
        });

        Assert.Empty(canvas.Touched());
    }

    /// <summary>Without texts, so that pure red is only the line.</summary>
    private static MjFigure Plot()
    {
        MjFigure figure = new("");
        figure.SetColor(0, 1, 0, 0);
        figure.SetRange(0, 1, 0, 1);
        return figure;
    }
}
