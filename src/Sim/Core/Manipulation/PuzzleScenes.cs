namespace HiqlRobotics.Sim.Manipulation;

/// <summary><c>puzzle-*</c>: Lights Out with buttons (<c>manipspace/envs/puzzle_env.py</c>). A pattern is written row by row.</summary>
public static class PuzzleScenes
{
    private const double Spacing = 0.1;

    /// <summary><c>puzzle-3x3</c>.</summary>
    public static TabletopScene ThreeByThree { get; } = Scene(3, 3, 500,
        ("000/000/000", "110/101/011"), ("111/111/111", "011/111/111"), ("010/111/010", "101/010/101"),
        ("010/101/010", "111/111/111"), ("111/111/111", "101/101/101"));

    /// <summary><c>puzzle-4x4</c>.</summary>
    public static TabletopScene FourByFour { get; } = Scene(4, 4, 500,
        ("0000/0000/0000/0000", "1111/1111/1111/1111"), ("1111/1111/1111/1111", "1111/1001/1001/1111"),
        ("1000/0000/0000/0001", "0101/1010/0101/1010"), ("1001/1001/1001/1001", "0000/0000/0000/0000"),
        ("0101/0010/0001/1000", "0000/0000/0000/0000"));

    /// <summary><c>puzzle-4x5</c>.</summary>
    public static TabletopScene FourByFive { get; } = Scene(4, 5, 1000,
        ("11011/01010/01010/11011", "00000/00000/00000/00000"), ("00000/00000/00000/00000", "11111/11111/11111/11111"),
        ("00000/00100/00100/00000", "11111/10001/10001/11111"), ("00000/00000/00000/00000", "00000/00100/00100/00000"),
        ("00000/00000/00000/00000", "10001/01110/01110/10001"));

    /// <summary><c>puzzle-4x6</c>.</summary>
    public static TabletopScene FourBySix { get; } = Scene(4, 6, 1000,
        ("110111/001010/010100/111011", "000000/000000/000000/000000"), ("111111/111111/111111/111111", "000000/000000/000000/000000"),
        ("000000/000000/000000/000000", "111110/110101/101011/011111"), ("010101/101010/010101/101010", "100001/000000/000000/100001"),
        ("000000/000000/000000/000000", "100001/011110/011110/100001"));

    private static TabletopScene Scene(int rows, int columns, int maxSteps, params (string Start, string Goal)[] patterns) => new()
    {
        Name = $"puzzle-{rows}x{columns}",
        MaxSteps = maxSteps,
        Buttons = [.. Enumerable.Range(0, rows * columns).Select(k => Place(k / columns, k % columns, rows, columns))],
        Pressed = button => Cross(button, rows, columns),
        ArmStart = new Box(0.25, 0.6, -0.2, 0.2, 0.20, 0.25),
        SettlingSteps = 5,
        FistClosed = true,
        Routes = [.. patterns.Select((pattern, k) => new TabletopRoute($"{pattern.Start} to {pattern.Goal}", Parse(pattern.Start), Parse(pattern.Goal)))],
    };

    private static (double X, double Y) Place(int row, int column, int rows, int columns) =>
        (Robots.ArmRobot.CenterX + (Spacing * (row - ((rows - 1) / 2.0))), Spacing * (column - ((columns - 1) / 2.0)));

    // A button and its neighbours; nothing beyond the edges.
    private static int[] Cross(int button, int rows, int columns)
    {
        var (row, column) = (button / columns, button % columns);
        (int Row, int Column)[] cells = [(row, column), (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)];
        return [.. cells.Where(c => c.Row >= 0 && c.Row < rows && c.Column >= 0 && c.Column < columns).Select(c => (c.Row * columns) + c.Column)];
    }

    private static Arrangement Parse(string pattern)
    {
        var lights = pattern.Where(c => c != '/').Select(c => (long)(c - '0')).ToArray();
        var arrangement = new Arrangement(0, lights.Length);
        lights.CopyTo(arrangement.Buttons.AsSpan());
        return arrangement;
    }
}
