using System.Globalization;
using System.Xml.Linq;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>
/// Builds the MJCF of the arm at its table: the robot's file, the room's, cubes and buttons one by one, drawer and window.
/// Who touches whom is three bits: fingers are 1, cubes are 2, what only stands is neither and answers to both.
/// </summary>
public static class TabletopModel
{
    /// <summary>The robot; a file of <c>models/mjcf</c>.</summary>
    public const string ArmFile = "arm.xml";

    /// <summary>Half the edge of a cube in m.</summary>
    public const double CubeHalf = 0.02;

    /// <summary>Top of a button that nobody presses, in m above the table.</summary>
    public const double ButtonTop = 0.05;

    private const string RoomFile = "tabletop.xml";
    private const string FurnitureFile = "furniture.xml";

    private static readonly string[] CubeColours = ["0.84 0.27 0.22 1", "0.22 0.45 0.80 1", "0.33 0.66 0.36 1", "0.95 0.70 0.20 1"];

    /// <summary>The composed MJCF text; the same scene gives the same text.</summary>
    public static string Compose(TabletopScene scene)
    {
        var model = Mjcf.Load(ArmFile);
        Mjcf.Merge(model, Mjcf.Load(RoomFile));
        var world = model.Root!.Element("worldbody")!;
        world.Add(Enumerable.Range(0, scene.Cubes).Select(Cube));
        world.Add(scene.Buttons.Select((place, k) => Button(k, place.X, place.Y)));
        if (scene.Furniture)
            Mjcf.Merge(model, Mjcf.Load(FurnitureFile));
        return Mjcf.Text(model);
    }

    private static XElement Cube(int k) => Element(
        "body", [("name", $"cube_{k}"), ("pos", Numbers(0.4, (0.1 * k) - 0.15, CubeHalf))],
        Element("freejoint", [("name", $"cube_{k}")]),
        Element("geom",
        [
            ("type", "box"), ("size", Numbers(CubeHalf, CubeHalf, CubeHalf)), ("density", "1240"), ("contype", "2"), ("conaffinity", "3"),
            ("rgba", CubeColours[k]), ("solref", "0.01 1"),
        ]));

    // At rest the spring just carries the cap, so that no joint limit has to be solved for. Without an armature a contact with
    // something that light would give way by millimetres.
    private static XElement Button(int k, double x, double y) => Element(
        "body", [("name", $"button_{k}"), ("pos", Numbers(x, y, 0))],
        Element("geom", [("type", "cylinder"), ("pos", "0 0 0.011"), ("size", "0.03 0.011"), ("rgba", "0.25 0.26 0.28 1"), .. Untouchable]),
        Element("geom", [("type", "cylinder"), ("pos", "0 0 0.022"), ("size", "0.026 0.003"), ("rgba", "0.55 0.56 0.58 1"), .. Untouchable]),
        Element(
            "body", [("name", $"button_{k}_cap")],
            Element("inertial", [("mass", "0.01"), ("pos", "0 0 0.035"), ("diaginertia", "1e-5 1e-5 1e-5")]),
            Element("joint",
            [
                ("name", $"button_{k}"), ("type", "slide"), ("axis", "0 0 1"), ("range", "-0.024 0"), ("stiffness", "150"), ("damping", "6"),
                ("springref", "0.000454"), ("armature", "0.1"),
            ]),
            Element("geom", [("type", "ellipsoid"), ("pos", "0 0 0.036"), ("size", "0.021 0.021 0.014"), ("rgba", ButtonColour), .. Untouchable]),
            Element("geom",
            [
                ("name", $"button_{k}"), ("type", "sphere"), ("pos", "0 0 0.02"), ("size", "0.03"), ("contype", "0"), ("conaffinity", "3"),
                ("group", "3"), ("priority", "1"), ("solref", "0.004 1"),
            ])));

    private const string ButtonColour = "0.84 0.27 0.22 1";

    private static readonly (string, string)[] Untouchable = [("contype", "0"), ("conaffinity", "0")];

    private static XElement Element(string name, (string Name, string Value)[] attributes, params XElement[] children) =>
        new(name, attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)), children);

    private static string Numbers(params double[] values) =>
        string.Join(' ', values.Select(value => Math.Round(value, 6).ToString("R", CultureInfo.InvariantCulture)));
}
