namespace HiqlRobotics.Contracts;

/// <summary>The layout of a flat float vector: one name per element, and bounds per element.</summary>
/// <param name="Names">One name per element, e.g. <c>x</c>, <c>y</c>; with its unit where it has one: <c>x_m</c>.</param>
/// <param name="Minimum">Lower bound per element; <see cref="float.NegativeInfinity"/> where there is none.</param>
/// <param name="Maximum">Upper bound per element.</param>
public sealed record ArraySpec(IReadOnlyList<string> Names, IReadOnlyList<float> Minimum, IReadOnlyList<float> Maximum)
{
    /// <summary>Number of elements.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Dim => Names.Count;

    /// <summary>A layout without bounds.</summary>
    public static ArraySpec Unbounded(params string[] names) => Bounded(float.NegativeInfinity, float.PositiveInfinity, names);

    /// <summary>A layout with the same bounds for every element.</summary>
    public static ArraySpec Bounded(float minimum, float maximum, params string[] names) => new(
        names, Enumerable.Repeat(minimum, names.Length).ToArray(), Enumerable.Repeat(maximum, names.Length).ToArray());

    /// <summary>Whether both describe the same layout: names in the same order, same bounds.</summary>
    public bool SameAs(ArraySpec other) =>
        Names.SequenceEqual(other.Names) && Minimum.SequenceEqual(other.Minimum) && Maximum.SequenceEqual(other.Maximum);
}
