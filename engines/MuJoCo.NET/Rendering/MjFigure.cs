using System.Text.RegularExpressions;
using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>
/// A plot (<c>mjvFigure</c>) on a dark board that lets the scene through. Needs no OpenGL until
/// <see cref="MjRenderContext.Figure"/> draws it. Texts are ASCII: other letters become question marks, and what is too
/// long is cut off.
/// </summary>
public sealed partial class MjFigure : IDisposable
{
    private readonly BlockHandle _handle;

    /// <param name="title">Drawn above the plot; what follows two spaces is dimmed.</param>
    public MjFigure(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _handle = new BlockHandle(Visual.hmj_figure_new(), "mjvFigure");
        Glyphs.Write(Bytes("title"), title);
    }

    /// <summary>Lines that a figure has room for.</summary>
    public static int MaxLines { get; } = Visual.hmj_figure_max_lines();

    /// <summary>Points that a line has room for; a bar takes two.</summary>
    public static int MaxPoints { get; } = Visual.hmj_figure_max_points();

    /// <summary>Draws every value as a bar on zero. Their points are others, so switching clears the lines.</summary>
    public bool Bars
    {
        get => Switch[0] != 0;
        set
        {
            if (value != Bars)
                ClearLines();
            Switch[0] = value ? 1 : 0;
        }
    }

    /// <summary>Pixels, of lines and bars.</summary>
    public float LineWidth
    {
        get => Width[0];
        set
        {
            if (!(value > 0))
                throw new ArgumentOutOfRangeException(nameof(value), value, "a width has to be positive");
            Width[0] = value;
        }
    }

    /// <summary>Drawn below the plot; empty for none.</summary>
    public string XLabel
    {
        get => Glyphs.Read(Bytes("xlabel"));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Glyphs.Write(Bytes("xlabel"), value);
        }
    }

    /// <summary>How numbers at the x-axis are written, as C's printf takes it: <c>%.3g</c>, <c>%.1f s</c>.</summary>
    /// <exception cref="ArgumentException">Not one floating-point conversion, or too long.</exception>
    public string XFormat
    {
        get => Glyphs.Read(Bytes("xformat"));
        set => SetFormat(Bytes("xformat"), value);
    }

    /// <summary>How numbers at the y-axis are written; see <see cref="XFormat"/>.</summary>
    /// <exception cref="ArgumentException">Not one floating-point conversion, or too long.</exception>
    public string YFormat
    {
        get => Glyphs.Read(Bytes("yformat"));
        set => SetFormat(Bytes("yformat"), value);
    }

    internal nint Address => _handle.Address;

    private Span<int> Switch => FieldTable.Figure.Span<int>("flg_barplot", Address, 0, 0);

    private Span<float> Width => FieldTable.Figure.Span<float>("linewidth", Address, 0, 0);

    /// <summary>Replaces a line. Values that are no finite number are left out and their neighbours joined.</summary>
    /// <param name="index">Which line, below <see cref="MaxLines"/>; the first ones are drawn on top.</param>
    /// <param name="name">For the legend; empty for none.</param>
    /// <param name="values">The y-values, oldest first; if there is not enough room the newest are kept.</param>
    /// <param name="firstX">x of the first value given, whether it is kept or not.</param>
    /// <param name="stepX">From one value to the next.</param>
    public void SetLine(int index, string name, ReadOnlySpan<float> values, double firstX = 0, double stepX = 1)
    {
        RequireLine(index);
        ArgumentNullException.ThrowIfNull(name);
        VisualCalls.SetLine(Address, index, name, values, firstX, stepX);
        GC.KeepAlive(this);
    }

    /// <summary>What is drawn of a line: x and y in turn. The span lives as long as the figure.</summary>
    public ReadOnlySpan<float> Points(int index)
    {
        RequireLine(index);
        return VisualCalls.Points(Address, index);
    }

    /// <summary>Colour of a line and of its name, 0 to 1; stays when lines are cleared.</summary>
    public void SetColor(int index, float r, float g, float b)
    {
        RequireLine(index);
        Visual.hmj_figure_color(Address, index, r, g, b);
        GC.KeepAlive(this);
    }

    /// <summary>Takes all lines and names away.</summary>
    public void ClearLines()
    {
        Visual.hmj_figure_clear(Address);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Fixes what the axes show. An axis without min &lt; max follows its points, as both do in a new figure.
    /// </summary>
    public void SetRange(double xmin, double xmax, double ymin, double ymax)
    {
        Visual.hmj_figure_range(Address, 0, xmin, xmax);
        Visual.hmj_figure_range(Address, 1, ymin, ymax);
        GC.KeepAlive(this);
    }

    public void Dispose() => _handle.Dispose();

    private static void RequireLine(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MaxLines);
    }

    // MuJoCo hands the format to sprintf with one number and 100 bytes of room: nothing else may pass.
    private static void SetFormat(Span<byte> field, string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Length >= field.Length || !FormatPattern().IsMatch(format))
            throw new ArgumentException(
                $"'{format}' does not format one number in less than {field.Length} characters", nameof(format));
        Glyphs.Write(field, format);
    }

    [GeneratedRegex(@"\A[^%]*%[-+ 0#]*[0-9]?(\.[0-9])?[eEfFgG][^%]*\z")]
    private static partial Regex FormatPattern();

    private Span<byte> Bytes(string name) => FieldTable.Figure.Span<byte>(name, Address, 0, 0);
}
