using System.Text.Json.Serialization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// What networks see of observations and goals: x̂ = (x − mean)/deviation, and for the position (x̂₀, x̂₁), or for what
/// <see cref="Reach"/> names, the sines and cosines at octaves of π/2. An MLP on bare coordinates is too smooth to fall off at a
/// wall, where the value of the far side leaks through, or to see that a hand is a centimetre beside a cube
/// (Tancik et al. 2020, arXiv 2006.10739). Exported graphs contain it.
/// </summary>
/// <param name="Mean">Per element, in the units of the observation.</param>
/// <param name="Deviation">Per element, positive.</param>
/// <param name="PositionBands">Octaves; 0 for the bare x̂.</param>
public sealed record ObservationScaling(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation, int PositionBands = 0)
{
    private const int PositionDim = 2;

    private const double SmallestDeviation = 1e-6;

    // How robots name the rates of their position.
    private static readonly string[] VelocityNames = ["vx_m_s", "vy_m_s"];

    /// <summary>Elements that are the velocity of the position; none for a robot that has no velocity.</summary>
    public IReadOnlyList<int> Velocity { get; init; } = [];

    /// <summary>Elements that decide whether a goal is reached; empty for the position.</summary>
    public IReadOnlyList<int> Purpose { get; init; } = [];

    /// <summary>Distances whose waves networks see; empty for the position.</summary>
    public IReadOnlyList<ReachAxis> Reach { get; init; } = [];

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

    /// <summary>Width of what networks see: x̂, then all sines, then all cosines.</summary>
    [JsonIgnore]
    public int EncodedDim => Mean.Count + 2 * Waves;

    /// <summary>The same for the first elements alone, with what they have to do with position, purpose and reach.</summary>
    public ObservationScaling Slice(int width) =>
        new([.. Mean.Take(width)], [.. Deviation.Take(width)], PositionBands)
        {
            Purpose = [.. Purpose.Where(element => element < width)],
            Velocity = [.. Velocity.Where(element => element < width)],
            Reach = [.. Reach.Where(axis => axis.Hand < width && (axis.Thing ?? 0) < width)],
        };

    /// <summary>The same with what a configuration says about positions.</summary>
    /// <param name="bands">Octaves.</param>
    /// <param name="unit">Deviation of the position, m; 0 to keep the data's.</param>
    /// <param name="names">Of the elements.</param>
    /// <param name="success">When a goal is reached; null where nobody says.</param>
    public ObservationScaling WithPosition(int bands, double unit, IReadOnlyList<string> names, SuccessRule? success) => this with
    {
        Purpose = success is null ? [] : [.. success.Parts.SelectMany(part => part.Elements)],
        PositionBands = bands,
        Deviation = unit > 0 ? [.. Deviation.Select((deviation, element) => element < PositionDim ? (float)unit : deviation)] : Deviation,
        Reach = bands > 0 ? ReachAxis.Among(names) : [],
        Velocity = [.. Enumerable.Range(0, names.Count).Where(element => VelocityNames.Contains(names[element]))],
    };

    /// <summary>
    /// Factors on an encoded state, shape (<see cref="EncodedDim"/>,): 1 on the position, its waves and its velocity, another on
    /// all the rest; null where all are 1.
    /// </summary>
    public float[]? StateScale(double posture) => Scale(posture, place => IsPosition(place) || Velocity.Contains(place));

    /// <summary>The same for an encoded goal, of which only what it asks for is no posture.</summary>
    public float[]? GoalScale(double posture) =>
        Purpose.Count == 0 ? Scale(posture, IsPosition) : Scale(posture, place => Purpose.Contains(place) || (Reach.Count == 0 && place >= Mean.Count));

    private float[]? Scale(double posture, Func<int, bool> isWhole) =>
        posture == 1 ? null : [.. Enumerable.Range(0, EncodedDim).Select(place => isWhole(place) ? 1f : (float)posture)];

    private bool IsPosition(int place) => place < PositionDim || place >= Mean.Count;

    private int Waves => (Reach.Count > 0 ? Reach.Count : PositionDim) * PositionBands;

    /// <summary>Angles per unit of x̂: column (band, axis) is that axis times π/2 · 2^band; shape (dim, waves).</summary>
    public float[] Frequencies()
    {
        var frequencies = new float[Mean.Count * Waves];
        var axes = Axes();
        for (var wave = 0; wave < Waves; wave++)
            foreach (var (element, factor) in axes[wave % axes.Length])
                frequencies[element * Waves + wave] = MathF.PI / 2 * (1 << wave / axes.Length) * factor;
        return frequencies;
    }

    // What each axis is the sum of: elements of x̂ and their factors. A position is measured in x̂, a reach in units of the hand.
    private (int Element, float Factor)[][] Axes() => Reach.Count > 0
        ? [.. Reach.Select(Terms)]
        : [.. Enumerable.Range(0, PositionDim).Select(element => ((int, float)[])[(element, 1)])];

    private (int Element, float Factor)[] Terms(ReachAxis axis) => axis.Thing is { } thing
        ? [(axis.Hand, Deviation[axis.Hand]), (thing, -(float)axis.Units * Deviation[thing])]
        : [(axis.Hand, Deviation[axis.Hand])];

    /// <summary>Encodes rows.</summary>
    /// <param name="observations">Raw, shape (rows, dim).</param>
    /// <returns>Shape (rows, <see cref="EncodedDim"/>).</returns>
    public float[] Encode(ReadOnlySpan<float> observations)
    {
        var (dim, axes, frequencies) = (Mean.Count, Axes(), Frequencies());
        var encoded = new float[observations.Length / dim * EncodedDim];
        for (int from = 0, to = 0; from < observations.Length; from += dim, to += EncodedDim)
            EncodeRow(observations.Slice(from, dim), encoded.AsSpan(to, EncodedDim), axes, frequencies);
        return encoded;
    }

    private void EncodeRow(ReadOnlySpan<float> observation, Span<float> row, (int Element, float Factor)[][] axes, float[] frequencies)
    {
        for (var i = 0; i < observation.Length; i++)
            row[i] = (observation[i] - Mean[i]) / Deviation[i];
        for (var wave = 0; wave < Waves; wave++)
        {
            var angle = 0f;
            foreach (var (element, _) in axes[wave % axes.Length])
                angle += row[element] * frequencies[element * Waves + wave];
            var (sine, cosine) = MathF.SinCos(angle);
            row[observation.Length + wave] = sine;
            row[observation.Length + Waves + wave] = cosine;
        }
    }
}
