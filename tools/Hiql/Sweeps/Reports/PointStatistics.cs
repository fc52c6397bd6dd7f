using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Episodes of one evaluation → its numbers, and which of them to look at.</summary>
internal static class PointStatistics
{
    public static SweepPointResult Of(SweepJob job, SweepEvaluation evaluation)
    {
        var episodes = evaluation.Episodes;
        var worstFirst = WorstFirst(episodes);
        return new SweepPointResult
        {
            BundleSha256 = evaluation.BundleSha256,
            ManagerPeriod = evaluation.ManagerPeriod,
            Success = evaluation.OverallSuccess,
            Ci95 = WilsonInterval.Of(episodes.Count(episode => episode.Success), episodes.Count),
            Episodes = episodes.Count,
            Tasks = evaluation.Tasks,
            MeanLength = episodes.Average(episode => episode.Length),
            FinalDistance = episodes.Select(episode => episode.FinalDistance).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            Subgoals = episodes.Average(episode => episode.Subgoals),
            SubgoalChange = episodes.Average(episode => episode.SubgoalChange),
            WallContact = evaluation.WallContact,
            Faults = episodes.Sum(episode => episode.Faults),
            Worst = Replay(job, worstFirst[0]),
            Median = Replay(job, worstFirst[worstFirst.Length / 2]),
        };
    }

    /// <summary>Failures before successes; of failures the farthest from the goal first, of successes the slowest.</summary>
    public static SweepEpisode[] WorstFirst(IEnumerable<SweepEpisode> episodes) =>
        [.. episodes.OrderBy(episode => episode.Success)
            .ThenByDescending(episode => episode.Success ? episode.Length : double.IsNaN(episode.FinalDistance) ? double.PositiveInfinity : episode.FinalDistance)
            .ThenBy(episode => episode.Task).ThenBy(episode => episode.Index)];

    private static SweepReplay Replay(SweepJob job, SweepEpisode episode) => new(episode, SweepCommandLines.Film(job, episode));
}
