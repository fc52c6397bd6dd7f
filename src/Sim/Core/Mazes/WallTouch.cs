using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>
/// Whether a robot of spheres and capsules touches a wall, by their places alone: walls are squares seen from above, taller than any
/// robot, and a capsule that touches the side of one does so with an end. Engines' lists of contacts differ by version; this does not.
/// </summary>
internal sealed class WallTouch
{
    // In m. A contact is soft: what leans on a wall stands a little in or a little off it, and the ant's begin 1 cm before it.
    private const double Near = 0.02;

    private readonly MazeLayout _maze;
    private readonly (int Geom, double Radius, double HalfLength)[] _parts;

    public WallTouch(MjModel model, MazeLayout maze)
    {
        _maze = maze;
        var bodies = model.Ints("geom_bodyid");
        var types = model.Ints("geom_type");
        var collides = model.Ints("geom_contype");
        var parts = new List<(int, double, double)>();
        for (var geom = 0; geom < bodies.Length; geom++)
            if (bodies[geom] != 0 && collides[geom] != 0)
                parts.Add((geom, model.GeomSize[3 * geom], HalfLength((MjGeom)types[geom], model.GeomSize[(3 * geom) + 1])));
        _parts = [.. parts];
    }

    public bool Now(Physics physics)
    {
        var positions = physics.GeomPositions;
        var rotations = physics.GeomRotations;
        foreach (var (geom, radius, halfLength) in _parts)
        {
            var (x, y) = (positions[3 * geom], positions[(3 * geom) + 1]);
            // A capsule lies along its z axis.
            var (dx, dy) = (halfLength * rotations[(9 * geom) + 2], halfLength * rotations[(9 * geom) + 5]);
            if (IsNear(x + dx, y + dy, radius) || (halfLength > 0 && IsNear(x - dx, y - dy, radius)))
                return true;
        }
        return false;
    }

    private bool IsNear(double x, double y, double radius)
    {
        var (i, j) = _maze.CellAt(x, y);
        for (var di = -1; di <= 1; di++)
            for (var dj = -1; dj <= 1; dj++)
                if (!_maze.IsFree(i + di, j + dj) && Distance(x, y, i + di, j + dj) <= radius + Near)
                    return true;
        return false;
    }

    private double Distance(double x, double y, int i, int j)
    {
        var ((centerX, centerY), half) = (_maze.Center(i, j), _maze.CellSize / 2);
        var (beyondX, beyondY) = (Math.Max(0, Math.Abs(x - centerX) - half), Math.Max(0, Math.Abs(y - centerY) - half));
        return Math.Sqrt((beyondX * beyondX) + (beyondY * beyondY));
    }

    private static double HalfLength(MjGeom type, double size) => type switch
    {
        MjGeom.Sphere => 0,
        MjGeom.Capsule => size,
        _ => throw new ArgumentException($"a robot in a maze is made of spheres and capsules, found a {type}"),
    };
}
