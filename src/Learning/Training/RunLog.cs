using HiqlRobotics.Learning.Logging;

namespace HiqlRobotics.Learning;

/// <summary>What a run writes down at every logged step: metrics (reproducible), timing (not), TensorBoard events.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly MetricsLog _metrics;
    private readonly MetricsLog _timing;
    private readonly TensorBoardWriter _events;

    /// <summary>Opens the three files, keeping what belongs to the steps up to <paramref name="lastStep"/>.</summary>
    public RunLog(string folder, long? lastStep, TimeProvider time)
    {
        _metrics = MetricsLog.Open(Path.Combine(folder, MetricsLog.FileName), lastStep);
        _timing = MetricsLog.Open(Path.Combine(folder, MetricsLog.TimingFileName), lastStep);
        _events = TensorBoardWriter.Open(folder, lastStep, time);
        if (lastStep is not null && MetricsLog.Read(Path.Combine(folder, MetricsLog.FileName)) is [.., var line])
            (LastStep, Last) = (line.Step, line.Metrics);
    }

    /// <summary>The last logged step; 0 before the first.</summary>
    public long LastStep { get; private set; }

    /// <summary>The metrics of the last logged step.</summary>
    public IReadOnlyDictionary<string, double> Last { get; private set; } = new Dictionary<string, double>();

    /// <summary>Sum of its training losses; NaN before the first.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Writes the line of a step, where there is one to write.</summary>
    public void Write(long step, IReadOnlyDictionary<string, double>? metrics, TrainClock clock)
    {
        if (metrics is null)
            return;
        (LastStep, Last) = (step, metrics);
        Loss = metrics.Where(metric => metric.Key.StartsWith("training/", StringComparison.Ordinal)
            && metric.Key.EndsWith("_loss", StringComparison.Ordinal)).Sum(metric => metric.Value);
        _metrics.Append(step, metrics);
        _events.Append(step, metrics);
        _timing.Append(step, new Dictionary<string, double>
        {
            ["seconds"] = clock.Elapsed.TotalSeconds,
            ["steps_per_second"] = clock.Rate(step),
        });
    }

    /// <summary>Puts the metrics on the disk, before the checkpoint that counts on them.</summary>
    public void Flush() => _metrics.Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _timing.Dispose();
        _events.Dispose();
    }
}
