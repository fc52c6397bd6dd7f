using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// Draws transitions and goals (OGBench <c>impls/utils/datasets.py</c>: GCDataset, HGCDataset; HIQL repository
/// <c>src/gc_dataset.py</c> with <see cref="SamplingRule.Paper"/>). Allocates nothing per batch.
/// </summary>
public sealed class GoalSampler
{
    private readonly TrajectoryIndex _index;
    private readonly HiqlConfig _config;
    private readonly RandomStream _random;
    private readonly GoalMixture _valueGoals;
    private readonly GoalMixture _actorGoals;
    private readonly double _logDiscount;
    private readonly int _startPool;
    private readonly BackupTarget[] _targets;
    private readonly SuccessLabels? _labels;

    /// <summary>A sampler over the transitions of one dataset.</summary>
    /// <param name="index">Boundaries of the trajectories.</param>
    /// <param name="config">Which goals, and how often.</param>
    /// <param name="random">Where every draw comes from.</param>
    /// <param name="labels">When a goal of the value is reached; null: at its row.</param>
    public GoalSampler(TrajectoryIndex index, HiqlConfig config, RandomStream random, SuccessLabels? labels = null)
    {
        _labels = labels;
        _index = index;
        _config = config;
        _random = random;
        _valueGoals = new GoalMixture(config.ValuePCurgoal, config.ValuePTrajgoal, config.ValueGeomSample);
        _actorGoals = new GoalMixture(config.ActorPCurgoal, config.ActorPTrajgoal, config.ActorGeomSample);
        _logDiscount = Math.Log(config.Discount);
        var pool = index.Valids.Length;
        _startPool = config.Sampling == SamplingRule.Paper ? Math.Max(1, pool - 1) : pool;
        _targets = BackupTarget.Table(config.Discount, config.ValueBackupSteps);
    }

    /// <summary>The stream every draw comes from; its state belongs in a checkpoint.</summary>
    public RandomStream Random => _random;

    /// <summary>Fills a batch; hierarchical goals for HIQL, actor goals for flat agents.</summary>
    public void Sample(BatchIndices batch)
    {
        for (var b = 0; b < batch.Size; b++)
        {
            var row = _index.Valids[_random.NextInt32(_startPool)];
            var end = _index.LastUsable[row];
            batch.Rows[b] = row;
            batch.NextRows[b] = Next(row, end);
            SampleValue(batch, b, row, end);
            if (batch.Hierarchical)
                SampleHierarchy(batch, b, row, end);
            else
                batch.ActorGoals[b] = Draw(_actorGoals, row, end);
        }
        if (batch.Worker is { } worker)
            SampleWorker(worker);
    }

    private void SampleValue(BatchIndices batch, int b, int row, int end)
    {
        var goal = Draw(_valueGoals, row, end);
        var (steps, reached) = Backup(row, goal, end);
        var target = _targets[steps];
        batch.ValueGoals[b] = goal;
        // Where the discount is 0 the row does not matter; the next one keeps n = 1 the ordinary batch.
        batch.BackupRows[b] = row + Math.Max(1, steps);
        batch.Rewards[b] = target.Reward;
        batch.Discounts[b] = _config.ValueBackupSteps > 1 && reached ? 0f : target.Discount;
    }

    private (int Steps, bool Reached) Backup(int row, int goal, int end)
    {
        if (_labels is null)
        {
            var ahead = BackupTarget.StepsTo(row, goal, end, _config.ValueBackupSteps);
            return (ahead, row + ahead == goal);
        }
        var steps = _labels.StepsTo(row, goal, Math.Min(_config.ValueBackupSteps, end + 1 - row));
        return (steps, _labels.Reached(row + steps, goal));
    }

    // The worker's subgoal is always k ahead, unless the configuration spreads it; the manager's target is clipped at its goal
    // where that lies in the same trajectory, and at the trajectory's end where the goal is from anywhere.
    private void SampleHierarchy(BatchIndices batch, int b, int row, int end)
    {
        var ahead = Math.Min(row + _config.SubgoalSteps, end);
        batch.LowActorGoals[b] = WorkerGoal(row, end);
        var future = Future(_config.ActorGeomSample, row, end);
        var anywhere = Anywhere();
        var random = _random.NextDouble() < _config.ActorPRandomgoal;
        batch.HighActorGoals[b] = random ? anywhere : future;
        batch.HighActorTargets[b] = random ? ahead : Math.Min(row + _config.SubgoalSteps, future);
    }

    private void SampleWorker(WorkerIndices worker)
    {
        for (var b = 0; b < worker.Size; b++)
        {
            var row = _index.Valids[_random.NextInt32(_startPool)];
            var end = _index.LastUsable[row];
            worker.Rows[b] = row;
            worker.NextRows[b] = Next(row, end);
            worker.Goals[b] = WorkerGoal(row, end);
        }
    }

    // Where a row's actions lead.
    private int Next(int row, int end) => Math.Min(row + _config.ActionChunk, end + 1);

    private int WorkerGoal(int row, int end) => _config.LowGoalUniform
        ? Math.Min(row + 1 + _random.NextInt32(_config.SubgoalSteps), end)
        : Math.Min(row + _config.SubgoalSteps, end);

    // First trajectory against random, then the current state over both (OGBench, sample_goals).
    private int Draw(GoalMixture mixture, int row, int end)
    {
        var anywhere = Anywhere();
        var future = Future(mixture.Geometric, row, end);
        var goal = _random.NextDouble() < mixture.TrajectoryGivenNotCurrent ? future : anywhere;
        return _random.NextDouble() < mixture.Current ? row : goal;
    }

    private int Anywhere() => _index.Valids[_random.NextInt32(_index.Valids.Length)];

    private int Future(bool geometric, int row, int end)
    {
        if (geometric)
            return (int)Math.Min(row + GeometricOffset(), end);
        var u = _random.NextDouble();
        // Half weight on both end points; NumPy rounds half to even.
        return (int)Math.Round(Math.Min(row + 1, end) * u + end * (1 - u), MidpointRounding.ToEven);
    }

    private long GeometricOffset() => _config.Sampling == SamplingRule.Paper
        ? (long)Math.Ceiling(Math.Log(1 - _random.NextDouble()) / _logDiscount)
        : _random.NextGeometric(1 - _config.Discount);

    private readonly record struct GoalMixture(double Current, double Trajectory, bool Geometric)
    {
        public double TrajectoryGivenNotCurrent => Current < 1 ? Trajectory / (1 - Current) : 0;
    }
}
