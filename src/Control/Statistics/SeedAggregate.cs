namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// A result over training seeds the way OGBench reports it: per seed the mean over tasks of the mean over the last
/// evaluations of the run, then mean ± standard deviation over seeds.
/// </summary>
public sealed record SeedAggregate
{
    /// <summary>OGBench's tables average the last three evaluations.</summary>
    public const int DefaultLastEvaluations = 3;

    /// <summary>One number per training seed, in the order given.</summary>
    public required IReadOnlyList<double> PerSeed { get; init; }

    /// <summary>Mean over seeds.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation over seeds, of a sample (n − 1); null of a single seed.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>Aggregates evaluations of several training seeds.</summary>
    /// <param name="evaluations">Shape (seeds, evaluations in the order of training, tasks); seeds may differ in how many they have.</param>
    /// <param name="last">How many of the last evaluations count; a seed must have as many.</param>
    /// <exception cref="ArgumentException">No seed, too few evaluations, or evaluations of different numbers of tasks.</exception>
    public static SeedAggregate Of(
        IReadOnlyList<IReadOnlyList<double[]>> evaluations, int last = DefaultLastEvaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        if (evaluations.Count == 0)
            throw new ArgumentException("evaluations: there is no training seed", nameof(evaluations));
        var perSeed = evaluations.Select((seed, number) => seed.Count >= last
            ? Aggregate.Mean([.. seed.TakeLast(last)])
            : throw new ArgumentException($"evaluations: seed {number} has {seed.Count} evaluations, {last} are averaged")).ToArray();
        if (evaluations.Select(seed => seed[^1].Length).Distinct().Count() > 1)
            throw new ArgumentException("evaluations: seeds differ in their number of tasks", nameof(evaluations));
        var mean = perSeed.Average();
        return new SeedAggregate
        {
            PerSeed = perSeed,
            Mean = mean,
            StandardDeviation = perSeed.Length > 1
                ? Math.Sqrt(perSeed.Sum(value => (value - mean) * (value - mean)) / (perSeed.Length - 1))
                : null,
        };
    }
}
