using System.Globalization;
using System.Xml.Linq;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>Builds the MJCF of a robot in a maze: the robot's file, the scene's file, and one box per wall cell.</summary>
public static class MazeModel
{
    private const string SceneFile = "maze.xml";
    private const double WallHeight = 2.0;
    private const double DiscHalfHeight = 0.05;

    /// <summary>The composed MJCF text; the same arguments give the same text.</summary>
    /// <param name="robotFile">A file of <c>models/mjcf</c>, e.g. <c>point.xml</c>.</param>
    /// <param name="map">The maze.</param>
    public static string Compose(string robotFile, MazeMap map)
    {
        var model = Mjcf.Load(robotFile);
        Mjcf.Merge(model, Mjcf.Load(SceneFile));
        var world = model.Root!.Element("worldbody")!;
        PlaceFloor(world, map.Layout);
        world.Add(Overview(map.Layout));
        world.Add(map.Layout.Walls().Select(cell => Wall(map.Layout, cell.I, cell.J)));
        var teleporters = new Teleporters(map);
        world.Add(Discs("inlet", teleporters.Inlets));
        world.Add(Discs("outlet", teleporters.Outlets));
        return Mjcf.Text(model);
    }

    /// <summary>The geom of a wall cell.</summary>
    internal static string WallName(int i, int j) => $"wall_{i}_{j}";

    // Centre 2(W−3), 2(H−3) and half-size 2W, 2H for OGBench's cells of 4 m.
    private static void PlaceFloor(XElement world, MazeLayout maze)
    {
        var floor = world.Elements("geom").First(geom => (string?)geom.Attribute("name") == "floor");
        var half = maze.CellSize / 2;
        floor.SetAttributeValue("pos", Numbers(half * (maze.Width - 3), half * (maze.Height - 3), 0));
        floor.SetAttributeValue("size", Numbers(half * maze.Width, half * maze.Height, 0.2));
    }

    private static XElement Overview(MazeLayout maze)
    {
        const double fieldOfView = 45;
        var half = maze.CellSize / 2;
        var distance = 1.1 * half * Math.Max(maze.Width, maze.Height) / Math.Tan(fieldOfView / 2 * Math.PI / 180);
        return new XElement("camera",
            new XAttribute("name", "overview"),
            new XAttribute("pos", Numbers(half * (maze.Width - 3), half * (maze.Height - 3), Math.Round(distance, 3))),
            new XAttribute("xyaxes", "1 0 0 0 1 0"),
            new XAttribute("fovy", Numbers(fieldOfView)));
    }

    private static XElement Wall(MazeLayout maze, int i, int j)
    {
        var (x, y) = maze.Center(i, j);
        return new XElement("geom",
            new XAttribute("name", WallName(i, j)),
            new XAttribute("type", "box"),
            new XAttribute("pos", Numbers(x, y, WallHeight / 2)),
            new XAttribute("size", Numbers(maze.CellSize / 2, maze.CellSize / 2, WallHeight / 2)),
            new XAttribute("contype", "1"),
            new XAttribute("conaffinity", "1"),
            new XAttribute("material", "wall"));
    }

    private static IEnumerable<XElement> Discs(string kind, IReadOnlyList<(double X, double Y)> places) =>
        places.Select((place, k) => new XElement("geom",
            new XAttribute("name", $"{kind}_{k}"),
            new XAttribute("type", "cylinder"),
            new XAttribute("pos", Numbers(place.X, place.Y, DiscHalfHeight)),
            new XAttribute("size", Numbers(Teleporters.DrawnRadius, DiscHalfHeight)),
            new XAttribute("contype", "0"),
            new XAttribute("conaffinity", "0"),
            new XAttribute("material", kind)));

    private static string Numbers(params ReadOnlySpan<double> values)
    {
        var texts = new string[values.Length];
        for (var k = 0; k < values.Length; k++)
            texts[k] = values[k].ToString("R", CultureInfo.InvariantCulture);
        return string.Join(' ', texts);
    }
}
