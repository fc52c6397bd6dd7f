using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Robots;

/// <summary>OGBench's kinematic point (<c>locomaze/point.py</c>): an action is a displacement, walls push back.</summary>
public sealed class PointRobot : IRobot
{
    /// <summary>File in <c>models/mjcf</c>.</summary>
    public const string ModelFile = "point.xml";

    /// <summary>Metres per control step and axis at full action.</summary>
    public const double Stride = 0.2;

    private const double PositionNoise = 0.1;
    private const double VelocityNoise = 0.1;

    /// <inheritdoc/>
    public ArraySpec Observation { get; } = ArraySpec.Unbounded("x_m", "y_m");

    /// <inheritdoc/>
    public ArraySpec Action { get; } = ArraySpec.Bounded(-1f, 1f, "move_x", "move_y");

    /// <inheritdoc/>
    public double GoalTolerance => 1.0;

    /// <inheritdoc/>
    public void Reset(Physics physics, RandomStream random)
    {
        physics.Reset();
        foreach (ref var position in physics.Qpos)
            position += random.NextDouble(-PositionNoise, PositionNoise);
        foreach (ref var velocity in physics.Qvel)
            velocity += VelocityNoise * random.NextGaussian();
    }

    /// <inheritdoc/>
    public void Apply(Physics physics, ReadOnlySpan<float> action)
    {
        var position = physics.Qpos;
        for (var k = 0; k < action.Length; k++)
            position[k] += Stride * action[k];
        physics.Qvel.Clear();
    }

    /// <summary>The action into a direction is the direction.</summary>
    public static void Steer(Physics physics, (double X, double Y) direction, Span<float> action) =>
        (action[0], action[1]) = ((float)direction.X, (float)direction.Y);

    /// <inheritdoc/>
    public void Observe(Physics physics, Span<float> observation)
    {
        var position = physics.Qpos;
        for (var k = 0; k < observation.Length; k++)
            observation[k] = (float)position[k];
    }

    /// <inheritdoc/>
    public void Pose(ReadOnlySpan<float> observation, Span<double> qpos)
    {
        for (var k = 0; k < qpos.Length; k++)
            qpos[k] = observation[k];
    }
}
