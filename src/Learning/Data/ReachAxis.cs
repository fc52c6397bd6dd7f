namespace HiqlRobotics.Learning;

/// <summary>
/// How far a hand is from a thing along one axis, as far as that changes: hand − units · thing, in dm. Where the thing stands is a
/// constant, which sines and cosines do not need.
/// </summary>
/// <param name="Hand">Element of the observation: a coordinate of the pinch point, dm.</param>
/// <param name="Thing">Element that moves with the thing; null for what never moves, such as a button.</param>
/// <param name="Units">dm by which the thing moves for 1 of its element.</param>
public sealed record ReachAxis(int Hand, int? Thing, double Units)
{
    /// <summary>What the hand of a tabletop reaches for: places, cubes, drawer and window; none for other robots.</summary>
    /// <param name="names">Of the observation's elements.</param>
    public static IReadOnlyList<ReachAxis> Among(IReadOnlyList<string> names)
    {
        List<ReachAxis> axes = [];
        List<string> elements = [.. names];
        foreach (var axis in (string[])["x", "y", "z"])
        {
            var hand = Index($"pinch_{axis}_dm");
            if (hand < 0)
                return [];
            axes.Add(new ReachAxis(hand, null, 0));
            for (var cube = 0; Index($"cube_{cube}_{axis}_dm") is var thing and >= 0; cube++)
                axes.Add(new ReachAxis(hand, thing, 1));
            // The drawer opens towards -y, the window towards +x.
            if (axis == "y" && Index("drawer_x18") is var drawer and >= 0)
                axes.Add(new ReachAxis(hand, drawer, -10.0 / 18));
            if (axis == "x" && Index("window_x15") is var window and >= 0)
                axes.Add(new ReachAxis(hand, window, 10.0 / 15));
        }
        return axes;

        int Index(string name) => elements.IndexOf(name);
    }
}
