using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Pictures that need no display; nothing here asks for Xvfb.</summary>
public sealed class OffscreenRendererTests : IDisposable
{
    private const int Width = 480, Height = 360;

    private readonly SimEnvironment _environment = EnvironmentCatalog.Create("pointmaze-medium");

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_picture_has_many_colours_and_does_not_touch_the_simulation()
    {
        _environment.Reset(taskId: 1, seed: 0);
        var before = State();

        var picture = Draw(Now());

        Assert.Equal(3 * Width * Height, picture.Length);
        Assert.True(picture.Chunk(3).Select(p => (p[0], p[1], p[2])).Distinct().Count() > 500);
        Assert.Equal(before, State());
    }

    [Fact]
    public void The_robot_is_in_the_middle_wherever_it_stands()
    {
        foreach (var seed in new ulong[] { 0, 1 })
        {
            _environment.Reset(taskId: 2, seed);

            var (x, y) = Centre(Draw(Now()), IsOrange);

            Assert.InRange(x, 0.45, 0.55);
            Assert.InRange(y, 0.40, 0.60);
        }
    }

    [Fact]
    public void Goal_and_subgoal_are_drawn_where_they_are()
    {
        _environment.Reset(taskId: 1, seed: 0);
        var snapshot = Now();
        var without = Draw(snapshot);
        var (x, y) = (snapshot.Qpos[0], snapshot.Qpos[1]);
        (snapshot.Goal[0], snapshot.Goal[1]) = ((float)x, (float)y + 2.5f);
        snapshot.Subgoal = [(float)x + 2.5f, (float)y];

        var picture = Draw(snapshot);

        Assert.Equal(0, Count(without, IsViolet));
        Assert.InRange(Centre(picture, IsGreen).Y, 0.2, 0.42);
        Assert.InRange(Centre(picture, IsViolet).X, 0.55, 0.8);
    }

    [Fact]
    public void The_same_snapshots_give_the_same_pictures()
    {
        _environment.Reset(taskId: 1, seed: 0);

        Assert.Equal(Draw(Now()), Draw(Now()));
    }

    private double[] State()
    {
        var state = new double[_environment.Physics.StateSize];
        _environment.Physics.GetState(state);
        return state;
    }

    private SessionSnapshot Now()
    {
        var snapshot = new SessionSnapshot(_environment.Physics.Qpos.Length, _environment.Spec) { Episode = 1, TaskId = 1, Step = 1 };
        _environment.Physics.Qpos.CopyTo(snapshot.Qpos);
        _environment.Task.WriteObservation(_environment.Physics, snapshot.Observation);
        _environment.Task.WriteGoal(snapshot.Goal);
        return snapshot;
    }

    private byte[] Draw(SessionSnapshot snapshot)
    {
        using var renderer = new OffscreenRenderer(_environment, Width, Height);
        return renderer.Draw(snapshot);
    }

    private static int Count(byte[] picture, Func<byte[], bool> wanted) => Near(picture).Count(pixel => wanted(pixel.Colour));

    // Mean place of the pixels of a colour, 0 to 1 from the left and from the top.
    private static (double X, double Y) Centre(byte[] picture, Func<byte[], bool> wanted)
    {
        var places = Near(picture).Where(pixel => wanted(pixel.Colour)).ToArray();
        Assert.True(places.Length > 30, $"{places.Length} pixels");
        return (places.Average(place => place.X) / Width, places.Average(place => place.Y) / Height);
    }

    // Without the map in the upper right corner, which has markers too.
    private static IEnumerable<(double X, double Y, byte[] Colour)> Near(byte[] picture) => picture.Chunk(3)
        .Select((colour, i) => (X: (double)(i % Width), Y: (double)(i / Width), colour))
        .Where(pixel => pixel.Y > 0.37 * Height || pixel.X < 0.6 * Width);

    private static bool IsOrange(byte[] p) => p[0] > 130 && p[0] > 1.5 * p[1] && p[1] > 1.5 * p[2];

    private static bool IsGreen(byte[] p) => p[1] > 80 && p[1] > 1.5 * p[0] && p[1] > 1.3 * p[2];

    private static bool IsViolet(byte[] p) => p[2] > 80 && p[0] > 1.5 * p[1] && p[2] > 2 * p[1];
}
