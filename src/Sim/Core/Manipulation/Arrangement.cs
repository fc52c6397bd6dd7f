namespace HiqlRobotics.Sim.Manipulation;

/// <summary>Where the objects of a tabletop are, or shall be.</summary>
/// <param name="cubes">Number of cubes.</param>
/// <param name="buttons">Number of buttons.</param>
public sealed class Arrangement(int cubes, int buttons)
{
    /// <summary>Centres of the cubes in m, in their order in qpos.</summary>
    public Point[] Cubes { get; } = new Point[cubes];

    /// <summary>State of every button, 0 or more.</summary>
    public long[] Buttons { get; } = new long[buttons];

    /// <summary>Displacement of the drawer in m: 0 closed, −0.16 open.</summary>
    public double Drawer { get; set; }

    /// <summary>Displacement of the window in m: 0 closed, 0.2 open.</summary>
    public double Window { get; set; }

    /// <summary>How far from its place an object may be, in m.</summary>
    public const double Tolerance = 0.04;

    /// <summary>How many objects are where another arrangement has them; a cube's turn does not count.</summary>
    /// <param name="target">Of the same objects.</param>
    /// <param name="furniture">Whether drawer and window count.</param>
    /// <returns>Those, and all.</returns>
    public (int Placed, int All) CountPlaced(Arrangement target, bool furniture)
    {
        var placed = 0;
        for (var cube = 0; cube < Cubes.Length; cube++)
            placed += Cubes[cube].DistanceTo(target.Cubes[cube]) <= Tolerance ? 1 : 0;
        for (var button = 0; button < Buttons.Length; button++)
            placed += Buttons[button] == target.Buttons[button] ? 1 : 0;
        if (!furniture)
            return (placed, Cubes.Length + Buttons.Length);
        placed += Math.Abs(Drawer - target.Drawer) <= Tolerance ? 1 : 0;
        placed += Math.Abs(Window - target.Window) <= Tolerance ? 1 : 0;
        return (placed, Cubes.Length + Buttons.Length + 2);
    }

    /// <summary>Takes over another arrangement of the same objects.</summary>
    public void CopyFrom(Arrangement other)
    {
        other.Cubes.CopyTo(Cubes.AsSpan());
        other.Buttons.CopyTo(Buttons.AsSpan());
        (Drawer, Window) = (other.Drawer, other.Window);
    }
}

/// <summary>A place in the world, in m.</summary>
public readonly record struct Point(double X, double Y, double Z)
{
    /// <summary>Distance in m.</summary>
    public double DistanceTo(in Point other)
    {
        var (x, y, z) = (other.X - X, other.Y - Y, other.Z - Z);
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}

/// <summary>One evaluation task: from one arrangement to another.</summary>
/// <param name="Name">OGBench's word for it.</param>
/// <param name="Start">Where the objects are, before noise.</param>
/// <param name="Goal">Where they shall be.</param>
public sealed record TabletopRoute(string Name, Arrangement Start, Arrangement Goal);
