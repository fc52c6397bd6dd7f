using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Draws the landmarks of a controller, the way that is planned over them, and the one that is made for now.</summary>
internal static class WayPainter
{
    // In the spacings of the robot's own way.
    private const double NodeRadius = 0.35, TargetRadius = 0.7, TickHeight = 0.5;
    private const double WayWidth = 4, TickWidth = 2;

    private static readonly float[] LandmarkColour = [0.25f, 0.45f, 0.75f, 0.7f];
    private static readonly float[] PassedColour = [0.2f, 0.55f, 0.9f, 0.35f];
    private static readonly float[] AheadColour = [0.2f, 0.55f, 0.9f, 0.9f];
    private static readonly float[] TargetColour = [0.98f, 0.8f, 0.15f, 0.95f];

    /// <summary>Draws them; nothing where the controller has no landmarks.</summary>
    /// <param name="scene">What they are added to.</param>
    /// <param name="shown">The way.</param>
    /// <param name="landmarks">Shape (n, <c>observation_dim</c>).</param>
    /// <param name="picture">Knows where a state is.</param>
    public static void Draw(MjScene scene, SessionSnapshot shown, ReadOnlyMemory<float> landmarks, ITaskPicture picture)
    {
        var (width, spacing) = (shown.Observation.Length, picture.Spacing);
        // Lines, because thousands of spheres take a software renderer seconds.
        for (var row = 0; (row + 1) * width <= landmarks.Length; row++)
        {
            var (x, y, z) = Place(row);
            scene.AddLine([x, y, z], [x, y, z + (TickHeight * spacing)], TickWidth, LandmarkColour);
        }
        for (var i = 0; i < shown.WayLength; i++)
        {
            var (x, y, z) = Place(shown.Way[i]);
            var colour = i == shown.WayTarget ? TargetColour : i < shown.WayIndex ? PassedColour : AheadColour;
            scene.AddSphere([x, y, z], (i == shown.WayTarget ? TargetRadius : NodeRadius) * spacing, colour);
            if (i > 0 && Place(shown.Way[i - 1]) is var before)
                scene.AddLine([before.X, before.Y, before.Z], [x, y, z], WayWidth, i <= shown.WayIndex ? PassedColour : AheadColour);
        }

        (double X, double Y, double Z) Place(int landmark) => picture.Place(landmarks.Span.Slice(landmark * width, width));
    }
}
