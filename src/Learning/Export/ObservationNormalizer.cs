namespace HiqlRobotics.Learning.Export;

/// <summary>x̂ = (x − mean) / std with the sines and cosines of x̂ · frequencies behind it, applied to observation and goal inside every graph, so that no controller can forget it.</summary>
/// <param name="Mean">Shape (observation_dim,).</param>
/// <param name="Std">Shape (observation_dim,); positive: the learner puts a floor under it.</param>
/// <param name="Frequencies">Shape (observation_dim, waves), row-major; empty for the bare x̂.</param>
public sealed record ObservationNormalizer(float[] Mean, float[] Std, float[] Frequencies)
{
    /// <summary>Angles taken of an observation.</summary>
    public int Waves => Frequencies.Length / Mean.Length;

    /// <summary>Width of the result.</summary>
    public int EncodedDim => Mean.Length + 2 * Waves;

    /// <summary>The same for the first elements of an observation alone.</summary>
    public ObservationNormalizer Slice(int width) => new(Mean[..width], Std[..width], Frequencies[..(width * Waves)]);
}
