using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>The inlets and outlets of a teleport maze, in metres.</summary>
public sealed class Teleporters
{
    /// <summary>Radius of the discs that are drawn, in metres.</summary>
    public const double DrawnRadius = 1.0;

    /// <summary>A robot whose root is at most this far from an inlet's centre is moved, in metres.</summary>
    public const double TriggerRadius = 1.5;

    private readonly (double X, double Y)[] _inlets;
    private readonly (double X, double Y)[] _outlets;

    /// <summary>The teleporters of a map; none is a legal number.</summary>
    public Teleporters(MazeMap map)
    {
        _inlets = [.. map.Inlets.Select(cell => map.Layout.Center(cell.I, cell.J))];
        _outlets = [.. map.Outlets.Select(cell => map.Layout.Center(cell.I, cell.J))];
    }

    /// <summary>Centres of the inlets.</summary>
    public IReadOnlyList<(double X, double Y)> Inlets => _inlets;

    /// <summary>Centres of the outlets.</summary>
    public IReadOnlyList<(double X, double Y)> Outlets => _outlets;

    /// <summary>Whether an inlet swallows a robot here.</summary>
    public bool Swallows(double x, double y)
    {
        foreach (var inlet in _inlets)
            if (Distance(inlet, x, y) <= TriggerRadius)
                return true;
        return false;
    }

    /// <summary>An outlet, each with the same probability, the sealed one included.</summary>
    public (double X, double Y) DrawOutlet(RandomStream random) => _outlets[random.NextInt32(_outlets.Length)];

    /// <summary>The outlet nearest to a place.</summary>
    public (double X, double Y) NearestOutlet(double x, double y)
    {
        var nearest = _outlets[0];
        foreach (var outlet in _outlets)
            if (Distance(outlet, x, y) < Distance(nearest, x, y))
                nearest = outlet;
        return nearest;
    }

    private static double Distance((double X, double Y) place, double x, double y)
    {
        var (dx, dy) = (place.X - x, place.Y - y);
        return Math.Sqrt(dx * dx + dy * dy);
    }
}
