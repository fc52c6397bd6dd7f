using System.Diagnostics;

namespace HiqlRobotics.Sim.Collect;

/// <summary>Counts episodes over both files of a collection and tells whoever wants to know.</summary>
internal sealed class CollectMeter(DatasetJob train, DatasetJob validation, Action<CollectProgress>? progress)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _played;

    public int Episodes { get; private set; }

    public int TotalEpisodes => train.Episodes + validation.Episodes;

    /// <summary>Control steps per second of this run; what was kept from another does not count.</summary>
    public double StepsPerSecond => _played * train.Steps / Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Counts episodes that an interrupted run has left.</summary>
    public void Keep(int episodes) => Report(episodes);

    /// <summary>Counts episodes that were played now.</summary>
    public void Add(int episodes)
    {
        _played += episodes;
        Report(episodes);
    }

    private void Report(int episodes)
    {
        Episodes += episodes;
        progress?.Invoke(new CollectProgress(
            Episodes, TotalEpisodes, (long)Episodes * train.Steps, (long)TotalEpisodes * train.Steps, StepsPerSecond));
    }
}
