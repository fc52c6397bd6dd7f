using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;

namespace HiqlRobotics.Learning.Tests;

public sealed class GoalSamplerTests
{
    private static BatchIndices Draw(TrajectoryIndex index, HiqlConfig config, int size, ulong seed = 3)
    {
        var batch = new BatchIndices(size, config.Hierarchical);
        new GoalSampler(index, config, new RandomStream(seed, "tests/sampler")).Sample(batch);
        return batch;
    }

    private static int TrajectoryOf(TrajectoryIndex index, long row) =>
        index.Trajectories.ToList().FindIndex(range => row >= range.First && row <= range.Last);

    [Property(MaxTest = 60)]
    public Property Goals_stay_in_their_trajectory_and_never_are_a_last_state(int[] sizes, bool paper, ushort seed, byte k)
    {
        var lengths = sizes.Select(size => 2 + Math.Abs(size % 9)).Append(4).ToArray();
        var index = Toy.Index(lengths);
        var config = new HiqlConfig
        {
            SubgoalSteps = 1 + k % 7,
            ActionChunk = 1 + k % 3,
            Discount = 0.7,
            ValueBackupSteps = 1 + k % 4,
            Sampling = paper ? SamplingRule.Paper : SamplingRule.Ogbench,
        };

        var batch = Draw(index, config, 128, seed);

        var valid = index.Valids.Select(row => (long)row).ToHashSet();
        for (var b = 0; b < batch.Size; b++)
        {
            var (row, end) = (batch.Rows[b], (long)index.LastUsable[batch.Rows[b]]);
            Assert.Contains(row, valid);
            Assert.Contains(batch.ValueGoals[b], valid);
            Assert.Contains(batch.HighActorGoals[b], valid);
            Assert.Equal(Math.Min(row + config.ActionChunk, end + 1), batch.NextRows[b]);
            Assert.Equal(Math.Min(row + config.SubgoalSteps, end), batch.LowActorGoals[b]);
            Assert.Equal(Math.Min(row + config.SubgoalSteps, batch.HighActorGoals[b]), batch.HighActorTargets[b]);
            Assert.Equal(TrajectoryOf(index, row), TrajectoryOf(index, batch.HighActorGoals[b]));
            Assert.InRange(batch.BackupRows[b], row + 1, Math.Min(row + config.ValueBackupSteps, end + 1));
        }
        return true.ToProperty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Success_labels_end_a_backup_where_the_tasks_test_holds(int steps)
    {
        const double tolerance = 2;
        using var data = Toy.Dataset(seed: 2);
        var config = Toy.Config() with { ValueBackupSteps = steps, BatchSize = 2000, SuccessLabels = true };
        var environment = Toy.Environment with { Success = SuccessRule.Within(tolerance, 0, 1) };
        var (labelled, plain) = (BatchIndices.For(config), BatchIndices.For(config));
        new GoalSampler(data.Index, config, new RandomStream(4, "tests/labels"), SuccessLabels.For(config, environment, data)).Sample(labelled);
        new GoalSampler(data.Index, config, new RandomStream(4, "tests/labels")).Sample(plain);

        var states = data.RawObservations([.. Enumerable.Range(0, data.Rows).Select(row => (long)row)]);
        bool Near(long a, long b) => Math.Sqrt(Math.Pow(states[2 * a] - states[2 * b], 2) + Math.Pow(states[2 * a + 1] - states[2 * b + 1], 2)) <= tolerance;
        var elsewhere = 0;
        for (var b = 0; b < labelled.Size; b++)
        {
            var (row, goal) = (labelled.Rows[b], labelled.ValueGoals[b]);
            var limit = Math.Min(steps, data.Index.LastUsable[row] + 1 - (int)row);
            var j = Enumerable.Range(0, limit).FirstOrDefault(ahead => Near(row + ahead, goal), limit);
            // As in the reference, one step looks at the state itself alone.
            var ends = j == 0 || (steps > 1 && Near(row + j, goal));
            Assert.Equal(-(1 - Math.Pow(config.Discount, j)) / (1 - config.Discount), labelled.Rewards[b], 1e-5);
            Assert.Equal(ends ? 0 : Math.Pow(config.Discount, j), labelled.Discounts[b], 1e-6);
            Assert.Equal(row + Math.Max(1, j), labelled.BackupRows[b]);
            elsewhere += ends && row + j != goal ? 1 : 0;
        }
        Assert.True(elsewhere > 50, $"{elsewhere} goals reached in other rows than theirs");
        Assert.Equal(plain.ValueGoals, labelled.ValueGoals);
        Assert.Equal(plain.HighActorTargets, labelled.HighActorTargets);
    }

    [Fact]
    public void Labels_of_several_parts_need_all_of_them_and_an_environment_that_tells()
    {
        using var data = Toy.Dataset(seed: 2);
        var config = Toy.Config() with { SuccessLabels = true };
        var rule = new SuccessRule([new SuccessPart([1], 0.5), new SuccessPart([0], 4)]);
        var labels = SuccessLabels.For(config, Toy.Environment with { Success = rule }, data)!;
        var states = data.RawObservations([.. Enumerable.Range(0, data.Rows).Select(row => (long)row)]);

        for (var row = 0; row < data.Rows; row++)
            Assert.Equal(
                Math.Abs(states[2 * row + 1] - states[1]) <= 0.5 && Math.Abs(states[2 * row] - states[0]) <= 4, labels.Reached(row, 0));
        Assert.Contains("pointmaze-toy", Assert.Throws<InputException>(() => SuccessLabels.For(config, Toy.Environment, data)).Message, StringComparison.Ordinal);
        Assert.Null(SuccessLabels.For(Toy.Config(), Toy.Environment, data));
    }

    [Fact]
    public void Spread_worker_goals_lie_one_to_k_ahead_each_as_likely_and_not_beyond_the_end()
    {
        var config = Toy.Config() with { LowGoalUniform = true, SubgoalSteps = 5, BatchSize = 20_000 };
        var index = Toy.Index(400, 300);
        var batch = new BatchIndices(config.BatchSize, hierarchical: true);
        new GoalSampler(index, config, new RandomStream(4, "tests/spread")).Sample(batch);

        var counts = new int[config.SubgoalSteps + 1];
        for (var b = 0; b < batch.Size; b++)
        {
            var (row, goal, end) = (batch.Rows[b], batch.LowActorGoals[b], index.LastUsable[batch.Rows[b]]);
            Assert.InRange(goal, Math.Min(row + 1, end), Math.Min(row + config.SubgoalSteps, end));
            if (row + config.SubgoalSteps <= end)
                counts[goal - row]++;
        }

        Assert.Equal(0, counts[0]);
        Assert.All(counts[1..], count => Assert.InRange(count / (double)counts.Sum(), 0.185, 0.215));
    }

    [Fact]
    public void A_worker_can_have_transitions_of_its_own_by_the_same_rule()
    {
        var config = Toy.Config() with { LowGoalUniform = true, SubgoalSteps = 5, BatchSize = 100, LowActorBatchSize = 5000 };
        var index = Toy.Index(400, 300);
        var (own, shared) = (BatchIndices.For(config), BatchIndices.For(config with { LowActorBatchSize = 0 }));
        new GoalSampler(index, config, new RandomStream(4, "tests/worker")).Sample(own);
        new GoalSampler(index, config, new RandomStream(4, "tests/worker")).Sample(shared);

        Assert.Equal(shared.All, own.All);
        Assert.Null(shared.Worker);
        Assert.Null(BatchIndices.For(config with { Agent = "gcivl" }).Worker);
        var worker = own.Worker!;
        Assert.Equal(5000, worker.Size);
        for (var b = 0; b < worker.Size; b++)
        {
            var (row, end) = ((int)worker.Rows[b], index.LastUsable[worker.Rows[b]]);
            Assert.Contains(row, index.Valids);
            Assert.Equal(row + 1, worker.NextRows[b]);
            Assert.InRange(worker.Goals[b], Math.Min(row + 1, end), Math.Min(row + 5, end));
        }
        Assert.True(worker.Rows.ToArray().Distinct().Count() > 600);
    }

    [Fact]
    public void Shares_of_value_goals_are_those_of_the_mixture()
    {
        // 40 trajectories of 1000 usable rows, as in the maze datasets; sampling error of a share is below 0.0012.
        var index = Toy.Index([.. Enumerable.Repeat(1001, 40)]);
        var batch = Draw(index, new HiqlConfig(), 200_000);

        var (success, future, elsewhere) = (0, 0, 0);
        for (var b = 0; b < batch.Size; b++)
        {
            var (row, goal) = (batch.Rows[b], batch.ValueGoals[b]);
            success += goal == row ? 1 : 0;
            future += goal > row && goal <= index.LastUsable[row] ? 1 : 0;
            elsewhere += goal < row || goal > index.LastUsable[row] ? 1 : 0;
        }

        // 0.2 + 0.5·P(i = e) = 0.2005; random goals ahead in the same trajectory are 0.3/40/2 of all.
        Assert.Equal(0.2005, (double)success / batch.Size, 0.004);
        Assert.Equal(0.4995 + 0.00375, (double)future / batch.Size, 0.005);
        Assert.Equal(0.3 - 0.00375, (double)elsewhere / batch.Size, 0.005);
    }

    [Fact]
    public void Uniform_futures_give_both_end_points_half_weight()
    {
        // One start with e = 5: goals 1…5 with weights ½ 1 1 1 ½ of 4.
        var index = Toy.Index(7);
        var batch = Draw(index, new HiqlConfig(), 400_000);

        var counts = new double[6];
        for (var b = 0; b < batch.Size; b++)
            if (batch.Rows[b] == 0)
                counts[batch.HighActorGoals[b]]++;
        var total = counts.Sum();

        Assert.Equal(0, counts[0]);
        foreach (var (goal, share) in new[] { (1, 0.125), (2, 0.25), (3, 0.25), (4, 0.25), (5, 0.125) })
            Assert.Equal(share, counts[goal] / total, 0.01);
    }

    [Fact]
    public void Geometric_offsets_have_mean_one_over_one_minus_discount()
    {
        var index = Toy.Index(200_001);
        var config = new HiqlConfig { ValuePCurgoal = 0, ValuePTrajgoal = 1, ValuePRandomgoal = 0, Discount = 0.95 };
        foreach (var rule in new[] { SamplingRule.Ogbench, SamplingRule.Paper })
        {
            var batch = Draw(index, config with { Sampling = rule }, 100_000);
            var sum = 0.0;
            for (var b = 0; b < batch.Size; b++)
                sum += batch.ValueGoals[b] - batch.Rows[b];
            Assert.Equal(20.0, sum / batch.Size, 0.3);
        }
    }

    [Fact]
    public void At_the_last_usable_row_the_future_is_the_present()
    {
        var index = Toy.Index(2, 2, 2);
        var batch = Draw(index, new HiqlConfig { ValuePCurgoal = 0, ValuePTrajgoal = 1, ValuePRandomgoal = 0 }, 50);
        for (var b = 0; b < batch.Size; b++)
        {
            Assert.Equal(batch.Rows[b], batch.ValueGoals[b]);
            Assert.Equal(0f, batch.Rewards[b]);
            Assert.Equal(0f, batch.Discounts[b]);
            Assert.Equal(batch.Rows[b], batch.HighActorTargets[b]);
        }
    }

    [Fact]
    public void One_step_targets_are_the_ordinary_ones()
    {
        var config = new HiqlConfig { Discount = 0.99 };
        var batch = Draw(Toy.Index(12, 9, 30), config, 2000);
        for (var b = 0; b < batch.Size; b++)
        {
            var success = batch.ValueGoals[b] == batch.Rows[b];
            Assert.Equal(batch.NextRows[b], batch.BackupRows[b]);
            Assert.Equal(success ? 0f : -1f, batch.Rewards[b]);
            Assert.Equal(success ? 0f : 0.99f, batch.Discounts[b]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Targets_of_every_length_are_exact_on_a_chain(int steps)
    {
        // One deterministic walk: V(s, g) = −(1 − γ^d)/(1 − γ) for a goal d steps ahead solves every target.
        const double discount = 0.9;
        double Value(long row, long goal) => -(1 - Math.Pow(discount, goal - row)) / (1 - discount);
        var config = new HiqlConfig
        {
            Discount = discount,
            ValueBackupSteps = steps,
            ValuePCurgoal = 0.2,
            ValuePTrajgoal = 0.8,
            ValuePRandomgoal = 0,
        };
        var batch = Draw(Toy.Index(25, 40), config, 3000);
        for (var b = 0; b < batch.Size; b++)
        {
            var goal = batch.ValueGoals[b];
            var bootstrap = batch.Discounts[b] == 0 ? 0 : batch.Discounts[b] * Value(batch.BackupRows[b], goal);
            Assert.Equal(Value(batch.Rows[b], goal), batch.Rewards[b] + bootstrap, 1e-5);
        }
    }

    [Fact]
    public void Random_high_goals_clip_the_target_at_the_trajectory_end_only()
    {
        var index = Toy.Index(30, 30);
        var batch = Draw(index, new HiqlConfig { ActorPTrajgoal = 0, ActorPRandomgoal = 1, SubgoalSteps = 5 }, 500);
        for (var b = 0; b < batch.Size; b++)
            Assert.Equal(Math.Min(batch.Rows[b] + 5, index.LastUsable[batch.Rows[b]]), batch.HighActorTargets[b]);
    }

    [Fact]
    public void The_paper_never_starts_at_the_last_transition()
    {
        var index = Toy.Index(4, 5);
        var batch = Draw(index, new HiqlConfig { Sampling = SamplingRule.Paper }, 5000);
        Assert.DoesNotContain(7L, batch.Rows.ToArray());
        Assert.Contains(6L, batch.Rows.ToArray());
        Assert.Contains(7L, batch.ValueGoals.ToArray());
    }

    [Fact]
    public void Flat_goals_follow_the_actor_mixture()
    {
        var config = new HiqlConfig { Agent = "gcivl", ActorPCurgoal = 0.3, ActorPTrajgoal = 0, ActorPRandomgoal = 0.7 };
        var batch = Draw(Toy.Index([.. Enumerable.Repeat(101, 50)]), config, 100_000);
        var current = 0;
        for (var b = 0; b < batch.Size; b++)
            current += batch.ActorGoals[b] == batch.Rows[b] ? 1 : 0;
        Assert.Equal(0.3 + 0.7 / 5000, (double)current / batch.Size, 0.006);
    }

    [Fact]
    public void Sampling_allocates_nothing_and_repeats_from_a_saved_state()
    {
        var index = Toy.Index(50, 60);
        var random = new RandomStream(5, "tests/state");
        var sampler = new GoalSampler(index, new HiqlConfig(), random);
        var batch = new BatchIndices(256, hierarchical: true);
        sampler.Sample(batch);

        var state = random.State;
        var before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Sample(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        var first = batch.All.ToArray();
        random.State = state;
        sampler.Sample(batch);
        Assert.Equal(first, batch.All);
    }
}
