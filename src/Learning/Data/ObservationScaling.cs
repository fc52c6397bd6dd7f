namespace HiqlRobotics.Learning;

/// <summary>Standardisation of observations and goals: x → (x − mean)/deviation. Networks see its result, exported ones contain it.</summary>
/// <param name="Mean">Per element, in the units of the observation.</param>
/// <param name="Deviation">Per element, positive.</param>
public sealed record ObservationScaling(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    private const double SmallestDeviation = 1e-6;

    /// <summary>Leaves observations as they are.</summary>
    public static ObservationScaling Identity(int dim) => new(new float[dim], Enumerable.Repeat(1f, dim).ToArray());

    /// <summary>Mean and deviation of a dataset; an element that never moves is only shifted.</summary>
    /// <param name="observations">Shape (rows, dim).</param>
    /// <param name="dim">Width of an observation.</param>
    public static ObservationScaling Of(ReadOnlySpan<float> observations, int dim)
    {
        var rows = observations.Length / dim;
        var (mean, square) = (new double[dim], new double[dim]);
        for (var i = 0; i < observations.Length; i++)
            mean[i % dim] += (double)observations[i] / rows;
        for (var i = 0; i < observations.Length; i++)
            square[i % dim] += Math.Pow(observations[i] - mean[i % dim], 2) / rows;
        return new ObservationScaling(
            [.. mean.Select(value => (float)value)],
            [.. square.Select(value => Math.Sqrt(value)).Select(value => value < SmallestDeviation ? 1f : (float)value)]);
    }

    /// <summary>Standardises rows in place.</summary>
    public void Apply(Span<float> observations)
    {
        for (int i = 0, dim = Mean.Count; i < observations.Length; i++)
            observations[i] = (observations[i] - Mean[i % dim]) / Deviation[i % dim];
    }
}
