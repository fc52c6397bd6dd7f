using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Evaluation;

namespace HiqlRobotics.Control.Statistics;

/// <summary>One episode that two policies were given: the same start, the same goal, the same draws.</summary>
/// <param name="TaskId">The task it belongs to.</param>
/// <param name="First">Whether the first policy succeeded.</param>
/// <param name="Second">Whether the second one did.</param>
public readonly record struct PairedEpisode(int TaskId, bool First, bool Second);

/// <summary>
/// Two policies on common episode seeds. The difficulty of an episode is the same for both and drops out, so far fewer
/// episodes separate them than two independent evaluations would need.
/// </summary>
public sealed record PairedComparison
{
    /// <summary>Pairs of episodes.</summary>
    public required int Episodes { get; init; }

    /// <summary>Episodes that only the first policy solved.</summary>
    public required int FirstOnly { get; init; }

    /// <summary>Episodes that only the second one solved.</summary>
    public required int SecondOnly { get; init; }

    /// <summary>
    /// Success of the first less success of the second, unweighted mean over tasks as <c>overall_success</c>; the interval
    /// is that of pairs drawn with replacement inside each task.
    /// </summary>
    public required Estimate Difference { get; init; }

    /// <summary>Two-sided p-value of <see cref="McNemarTest"/>.</summary>
    public required double PValue { get; init; }

    /// <summary>Compares paired outcomes; their order does not matter.</summary>
    /// <param name="episodes">Pairs of all tasks.</param>
    /// <param name="options">Resamples, confidence and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no pair.</exception>
    public static PairedComparison Of(IReadOnlyList<PairedEpisode> episodes, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        if (episodes.Count == 0)
            throw new ArgumentException("episodes: there is no pair", nameof(episodes));
        options ??= new BootstrapOptions();
        options.Require();
        var tasks = episodes.GroupBy(pair => pair.TaskId).OrderBy(task => task.Key).Select(task => new PairedTask([.. task])).ToArray();
        var random = new RandomStream(options.Seed, "statistics/paired");
        var (firstOnly, secondOnly) = (tasks.Sum(task => task.FirstOnly), tasks.Sum(task => task.SecondOnly));
        return new PairedComparison
        {
            Episodes = episodes.Count,
            FirstOnly = firstOnly,
            SecondOnly = secondOnly,
            Difference = StratifiedBootstrap.Intervals(
                [tasks.Average(task => task.Difference)], () => [tasks.Average(task => task.Draw(random))], options)[0],
            PValue = McNemarTest.PValue(firstOnly, secondOnly),
        };
    }

    /// <summary>Pairs two evaluations by task and seed.</summary>
    /// <exception cref="ArgumentException">An episode of one is not in the other, or twice.</exception>
    public static PairedEpisode[] Pair(IReadOnlyList<EpisodeResult> first, IReadOnlyList<EpisodeResult> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"the first evaluation has {first.Count} episodes, the second {second.Count}");
        var others = second.ToDictionary(episode => (episode.TaskId, episode.Seed), episode => episode.Success);
        return [.. first.Select(episode => others.Remove((episode.TaskId, episode.Seed), out var success)
            ? new PairedEpisode(episode.TaskId, episode.Success, success)
            : throw new ArgumentException($"task {episode.TaskId}: seed {episode.Seed} is not in both evaluations, or twice in the first"))];
    }

    // Only the counts matter: a drawn pair is won by the first, by the second, or by neither.
    private sealed class PairedTask(PairedEpisode[] pairs)
    {
        public int FirstOnly { get; } = pairs.Count(pair => pair.First && !pair.Second);

        public int SecondOnly { get; } = pairs.Count(pair => pair.Second && !pair.First);

        public double Difference => (double)(FirstOnly - SecondOnly) / pairs.Length;

        public double Draw(RandomStream random)
        {
            var difference = 0;
            for (var i = 0; i < pairs.Length; i++)
            {
                var pair = random.NextInt32(pairs.Length);
                difference += pair < FirstOnly ? 1 : pair < FirstOnly + SecondOnly ? -1 : 0;
            }
            return (double)difference / pairs.Length;
        }
    }
}
