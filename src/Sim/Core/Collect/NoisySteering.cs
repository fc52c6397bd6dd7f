using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>A steering policy with Gaussian action noise, clipped to the bounds of the action.</summary>
internal sealed class NoisySteering(SimEnvironment environment, SteeringPolicy steer, double noise)
{
    // OGBench divides by the length plus this, so that standing on the target gives no direction instead of NaN.
    private const double LengthFloor = 1e-6;

    private readonly ArraySpec _spec = environment.Spec.Action;

    /// <summary>The noisy action towards (<paramref name="dx"/>, <paramref name="dy"/>), of any length.</summary>
    public void Act(double dx, double dy, RandomStream random, Span<float> action)
    {
        var length = Math.Sqrt(dx * dx + dy * dy) + LengthFloor;
        steer(environment.Physics, (dx / length, dy / length), action);
        for (var k = 0; k < action.Length; k++)
        {
            var noisy = (float)(action[k] + noise * random.NextGaussian());
            action[k] = Math.Clamp(noisy, _spec.Minimum[k], _spec.Maximum[k]);
        }
    }
}
