using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Robots;

/// <summary>
/// OGBench's ant (<c>locomaze/ant.py</c>, <c>assets/ant.xml</c>): a torso on four legs of two joints, torques of gear 30
/// at 10 Hz. An ant on its back stays there: no state ends an episode.
/// </summary>
public sealed class AntRobot : IRobot, IFallingRobot
{
    /// <summary>File in <c>models/mjcf</c>.</summary>
    public const string ModelFile = "ant.xml";

    /// <summary>Place of the orientation (w, x, y, z) in qpos.</summary>
    public const int Quaternion = 3;

    private const double PositionNoise = 0.1;
    private const double VelocityNoise = 0.1;

    /// <inheritdoc/>
    public ArraySpec Observation { get; } = ArraySpec.Unbounded(
        "x_m", "y_m", "z_m", "qw", "qx", "qy", "qz",
        "hip_1_rad", "ankle_1_rad", "hip_2_rad", "ankle_2_rad", "hip_3_rad", "ankle_3_rad", "hip_4_rad", "ankle_4_rad",
        "vx_m_s", "vy_m_s", "vz_m_s", "wx_rad_s", "wy_rad_s", "wz_rad_s",
        "hip_1_rad_s", "ankle_1_rad_s", "hip_2_rad_s", "ankle_2_rad_s", "hip_3_rad_s", "ankle_3_rad_s", "hip_4_rad_s", "ankle_4_rad_s");

    /// <inheritdoc/>
    public ArraySpec Action { get; } = ArraySpec.Bounded(
        -1f, 1f, "hip_4", "ankle_4", "hip_1", "ankle_1", "hip_2", "ankle_2", "hip_3", "ankle_3");

    /// <inheritdoc/>
    public double GoalTolerance => 0.5;

    /// <inheritdoc/>
    public void Reset(Physics physics, RandomStream random)
    {
        // All joints at 0: the ankles start outside their limits and are pushed in, as in OGBench, which does not read
        // the init_qpos of its own file.
        physics.Reset();
        foreach (ref var position in physics.Qpos)
            position += random.NextDouble(-PositionNoise, PositionNoise);
        Normalize(physics.Qpos.Slice(Quaternion, 4));
        foreach (ref var velocity in physics.Qvel)
            velocity += VelocityNoise * random.NextGaussian();
    }

    /// <inheritdoc/>
    public void Apply(Physics physics, ReadOnlySpan<float> action)
    {
        for (var k = 0; k < action.Length; k++)
            physics.Ctrl[k] = action[k];
    }

    /// <inheritdoc/>
    public void Observe(Physics physics, Span<float> observation)
    {
        var k = 0;
        foreach (var position in physics.Qpos)
            observation[k++] = (float)position;
        foreach (var velocity in physics.Qvel)
            observation[k++] = (float)velocity;
    }

    /// <inheritdoc/>
    public double Upright(ReadOnlySpan<double> qpos) => 1 - 2 * (qpos[4] * qpos[4] + qpos[5] * qpos[5]);

    // The engine does so at its next forward pass; doing it here makes the first observation the state it starts from.
    private static void Normalize(Span<double> quaternion)
    {
        var square = 0.0;
        foreach (var component in quaternion)
            square += component * component;
        foreach (ref var component in quaternion)
            component /= Math.Sqrt(square);
    }

    /// <inheritdoc/>
    public void Pose(ReadOnlySpan<float> observation, Span<double> qpos)
    {
        for (var k = 0; k < qpos.Length; k++)
            qpos[k] = observation[k];
    }
}
