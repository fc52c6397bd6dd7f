using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Values of a maze's floor, a few per cell.</summary>
/// <param name="View">What they mean.</param>
/// <param name="Places">Where they were asked for, in metres.</param>
/// <param name="Values">V, shape (places,).</param>
/// <param name="Side">Edge of the square each stands for, in metres.</param>
internal sealed record ValueField(ValueView View, IReadOnlyList<(double X, double Y)> Places, float[] Values, double Side)
{
    private const int PerCell = 3;
    private const double Height = 0.012, Gap = 0.97;

    /// <summary>The places of a maze.</summary>
    public static (IReadOnlyList<(double X, double Y)> Places, double Side) Grid(MazeLayout maze)
    {
        var side = maze.CellSize / PerCell;
        List<(double X, double Y)> places = [];
        foreach (var (i, j) in maze.FreeCells())
        {
            var (x, y) = maze.Center(i, j);
            for (var k = 0; k < PerCell * PerCell; k++)
                places.Add((x + (((k % PerCell) - ((PerCell - 1) / 2.0)) * side), y + (((k / PerCell) - ((PerCell - 1) / 2.0)) * side)));
        }
        return (places, side);
    }

    /// <summary>Paints them on the floor, dark where V is low.</summary>
    public void Draw(MjScene scene)
    {
        var (low, high) = (Values.Min(), Values.Max());
        var half = Gap * Side / 2;
        for (var k = 0; k < Values.Length; k++)
        {
            var colour = Colormap.At((Values[k] - low) / Math.Max(1e-6, high - low));
            scene.AddBox([Places[k].X, Places[k].Y, Height / 2], [half, half, Height / 2], [colour.R / 255f, colour.G / 255f, colour.B / 255f, 1]);
        }
    }
}
