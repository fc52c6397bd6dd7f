using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>
/// A trot for the ant whose phase is read from the joints instead of a clock, so that the torques are a function of the
/// state and the direction alone: what is demonstrated can be learned from observations. It walks into any direction
/// without turning first. Angles in radians, rates in radians per second.
/// </summary>
public sealed class AntGait : IGait
{
    private const int Legs = 4;
    private const double HipLimit = 0.55;
    private const double AnkleMinimum = 0.5, AnkleMaximum = 1.25;

    // Legs 1 to 4: azimuth 45°, 135°, 225°, 315°; which half of the trot; the sign that makes a lower foot positive.
    private static readonly double[] Azimuth = [.. Enumerable.Range(0, Legs).Select(leg => Math.PI * (0.25 + 0.5 * leg))];
    private static readonly double[] Half = [1, -1, 1, -1];
    private static readonly double[] Lower = [1, -1, -1, 1];

    private readonly double _rateScale, _lead, _lift, _stance, _stride, _sweepPhase, _sharpness, _reach;
    private readonly double _hipStiffness, _hipDamping, _ankleStiffness, _ankleDamping;

    /// <summary>A gait with twelve numbers, in the order of <see cref="Parameters"/>.</summary>
    public AntGait(ReadOnlySpan<double> values)
    {
        if (values.Length != Parameters.Count)
            throw new ArgumentException($"the ant's gait has {Parameters.Count} parameters, found {values.Length}", nameof(values));
        (_rateScale, _lead, _lift, _stance, _stride, _sweepPhase) = (values[0], values[1], values[2], values[3], values[4], values[5]);
        (_sharpness, _hipStiffness, _hipDamping) = (values[6], values[7], values[8]);
        (_ankleStiffness, _ankleDamping, _reach) = (values[9], values[10], values[11]);
    }

    /// <summary>
    /// What can be tuned. The guess is a trot of 1.6 Hz that walks by itself, for joints of armature 1 behind motors of
    /// gear 30 that are asked every 0.1 s (q'' ≈ 30 u), RK4 at 0.02 s; another integrator or step wants another one.
    /// </summary>
    public static IReadOnlyList<GaitParameter> Parameters { get; } =
    [
        new("c1", Guess: 0.08, Scale: 0.024, "seconds: weight of the ankles' rates in the phase, 1/(2π f)"),
        new("lead", Guess: 1.55, Scale: 0.4, "radians the targets lie ahead of the phase"),
        new("Aa", Guess: 0.16, Scale: 0.1, "radians: lift of the feet"),
        new("a0", Guess: 0.90, Scale: 0.1, "radians: mean angle of the ankles"),
        new("Ah", Guess: 0.70, Scale: 0.15, "radians: stroke of the hips"),
        new("chi", Guess: Math.PI, Scale: 0.5, "radians the hips lie ahead of the ankles"),
        new("k", Guess: 1.4, Scale: 0.5, "how square the lift is"),
        new("kph", Guess: 1.7, Scale: 0.8, "stiffness of the hips, torque per radian"),
        new("kdh", Guess: 0.28, Scale: 0.12, "damping of the hips, torque per radian per second"),
        new("kpa", Guess: 3.0, Scale: 0.8, "stiffness of the ankles"),
        new("kda", Guess: 0.28, Scale: 0.12, "damping of the ankles"),
        new("asw", Guess: 0.5, Scale: 0.1, "radians: reach of the feet along the direction"),
    ];

    /// <summary>The gait that ships: <c>models/gaits/ant.json</c>. Below the parameters, which it needs.</summary>
    public static AntGait Shipped { get; } = new(GaitFile.Embedded("ant.json").Values(Parameters));

    /// <inheritdoc/>
    public void Steer(Physics physics, (double X, double Y) direction, Span<float> action)
    {
        ReadOnlySpan<double> angles = physics.Qpos[7..], rates = physics.Qvel[6..];
        var phase = Phase(angles, rates) + _lead;
        var (dx, dy) = InBody(direction, physics.Qpos);
        for (var leg = 0; leg < Legs; leg++)
        {
            var (hip, ankle) = (angles[2 * leg], Lower[leg] * angles[2 * leg + 1]);
            var (hipRate, ankleRate) = (rates[2 * leg], Lower[leg] * rates[2 * leg + 1]);
            var (sine, cosine) = Math.SinCos(Azimuth[leg]);
            var own = Half[leg] > 0 ? phase : phase + Math.PI;
            var hipTarget = Math.Clamp(_stride * (dy * cosine - dx * sine) * Math.Cos(own + _sweepPhase), -HipLimit, HipLimit);
            var ankleTarget = Math.Clamp(
                _stance + _lift * Square(Math.Cos(own)) + _reach * (dx * cosine + dy * sine) * Math.Sin(own), AnkleMinimum, AnkleMaximum);
            // Actions begin with leg 4.
            var place = 2 * ((leg + 1) % Legs);
            action[place] = Torque(_hipStiffness * (hipTarget - hip) - _hipDamping * hipRate);
            action[place + 1] = (float)Lower[leg] * Torque(_ankleStiffness * (ankleTarget - ankle) - _ankleDamping * ankleRate);
        }
    }

    // The mean of the ankles, one pair against the other, and its rate turn once a stride.
    private double Phase(ReadOnlySpan<double> angles, ReadOnlySpan<double> rates)
    {
        var (mean, rate) = (0.0, 0.0);
        for (var leg = 0; leg < Legs; leg++)
        {
            mean += Half[leg] * Lower[leg] * angles[2 * leg + 1] / Legs;
            rate += Half[leg] * Lower[leg] * rates[2 * leg + 1] / Legs;
        }
        return Math.Atan2(-_rateScale * rate, mean);
    }

    private static (double X, double Y) InBody((double X, double Y) direction, ReadOnlySpan<double> qpos)
    {
        var (w, x, y, z) = (qpos[AntRobot.Quaternion], qpos[AntRobot.Quaternion + 1], qpos[AntRobot.Quaternion + 2], qpos[AntRobot.Quaternion + 3]);
        var yaw = Math.Atan2(2 * (x * y + w * z), 1 - 2 * (y * y + z * z));
        var (sine, cosine) = Math.SinCos(Math.Atan2(direction.Y, direction.X) - yaw);
        return (cosine, sine);
    }

    private double Square(double wave) => Math.Tanh(_sharpness * wave) / Math.Tanh(_sharpness + 0.001);

    private static float Torque(double wanted) => (float)Math.Clamp(wanted, -1, 1);
}
