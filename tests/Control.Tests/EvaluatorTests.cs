using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions Options = new() { Episodes = 6, Seed = 3 };

    [Fact]
    public void Success_is_that_of_the_last_step_and_the_mean_is_over_tasks()
    {
        using var bundle = Bundles.LoadHierarchical();
        var result = Run(bundle, Options);

        Assert.Equal([1, 1, 0], result.Tasks.Select(task => task.Success));
        Assert.Equal(2.0 / 3, result.OverallSuccess, 12);
        Assert.Equal(WilsonInterval.Of(12, 18), result.Ci95);
        Assert.Equal(40, result.Tasks[2].MeanLength);
        Assert.Equal(5, result.ManagerPeriod);
    }

    [Theory]
    [InlineData(PolicyKind.Hiql)]
    [InlineData(PolicyKind.Random)]
    public void The_result_does_not_depend_on_the_number_of_jobs(PolicyKind kind)
    {
        using var bundle = Bundles.LoadHierarchical();
        var options = Options with { RecordTrajectories = true };
        var one = Run(bundle, options, kind);
        var three = Run(bundle, options with { Jobs = 3 }, kind);

        Assert.Equal(one.Episodes.Select(Bits), three.Episodes.Select(Bits));
    }

    [Fact]
    public void A_simulation_that_fails_ends_its_episode_as_a_fault_and_the_rest_goes_on()
    {
        using var bundle = Bundles.LoadHierarchical();
        var failed = 0;
        FakeEnvironment Breaking() => new()
        {
            OnStep = step =>
            {
                if (step == 5 && Interlocked.Increment(ref failed) == 1)
                    throw new SimulationFailedException("no number");
            },
        };

        var result = Evaluator.Run(Breaking, () => bundle.CreatePolicy(), Options with { Tasks = [1] });

        Assert.Equal(1, result.Faults);
        Assert.Equal(5, result.Episodes[0].Length);
        Assert.Equal([false, true, true, true, true, true], result.Episodes.Select(episode => episode.Success));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Steps_at_a_wall_are_counted_over_all_episodes(double noise)
    {
        using var bundle = Bundles.LoadHierarchical();
        EvaluationResult Among(Func<int, bool>? atWall) => Evaluator.Run(
            () => new FakeEnvironment { AtWall = atWall }, () => bundle.CreatePolicy(), Options with { ActionNoise = noise });

        // The tenth step and those after it: long episodes lean longer.
        var result = Among(step => step >= 10);
        var (steps, leaning) = (result.Episodes.Sum(e => e.Length), result.Episodes.Sum(e => Math.Max(0, e.Length - 9)));
        Assert.Equal((double)leaning / steps, result.WallContact!.Value, 1e-12);
        Assert.All(result.Episodes, e => Assert.Equal(Math.Max(0, e.Length - 9) / (double)e.Length, e.Details.WallContact!.Value, 1e-12));
        Assert.Null(Among(atWall: null).WallContact);
    }

    [Fact]
    public void An_episode_does_not_depend_on_which_others_are_run()
    {
        using var bundle = Bundles.LoadHierarchical();
        var all = Run(bundle, Options);
        var some = Run(bundle, Options with { Tasks = [2], Episodes = 2 });

        Assert.Equal(all.Episodes.Where(e => e.TaskId == 2).Take(2).Select(Bits), some.Episodes.Select(Bits));
    }

    [Fact]
    public void Every_episode_has_a_seed_of_its_own()
    {
        using var bundle = Bundles.LoadHierarchical();
        var result = Run(bundle, Options);

        Assert.Equal(18, result.Episodes.Select(e => e.Seed).Distinct().Count());
    }

    [Fact]
    public void A_trail_has_the_first_and_the_last_observation()
    {
        using var bundle = Bundles.LoadHierarchical();
        var episode = Run(bundle, Options with { Tasks = [1], RecordTrajectories = true }).Episodes[2];
        var first = new FakeEnvironment().Reset(1, episode.Seed).Observation.ToArray();

        var observations = episode.Details.Observations!;
        Assert.Equal(2 * (episode.Length + 1), observations.Length);
        Assert.Equal(first, observations[..2]);
        Assert.InRange(observations[^2], 2.4f, 3.6f);
        // The hash, the distance and the subgoals by another way: from the trail, the goal and the step count.
        Assert.Equal(Sha256File.OfBytes(MemoryMarshal.AsBytes(observations.AsSpan())), episode.Details.StateSha256);
        var goal = new FakeEnvironment().Reset(1, episode.Seed).Goal.ToArray();
        Assert.Equal(Math.Sqrt(Math.Pow(observations[^2] - goal[0], 2) + Math.Pow(observations[^1] - goal[1], 2)), episode.Details.FinalDistance, 1e-6);
        Assert.InRange(episode.Details.Subgoals, 1, (episode.Length + 4) / 5);
        Assert.True(episode.Details.PolicyUs.P50 > 0);
    }

    [Fact]
    public void Noise_on_actions_is_the_same_for_the_same_seed_and_none_for_0()
    {
        using var bundle = Bundles.LoadHierarchical();
        var plain = Run(bundle, Options with { Tasks = [1] });
        var noisy = Run(bundle, Options with { Tasks = [1], ActionNoise = 0.3 });
        var again = Run(bundle, Options with { Tasks = [1], ActionNoise = 0.3, Jobs = 2 });
        static IEnumerable<string> Hashes(EvaluationResult result) => result.Episodes.Select(e => e.Details.StateSha256);

        Assert.Equal(Hashes(noisy), Hashes(again));
        Assert.NotEqual(Hashes(plain), Hashes(noisy));
        Assert.Equal(Hashes(plain), Hashes(Run(bundle, Options with { Tasks = [1], ActionNoise = 0 })));
        Assert.Contains("0 or more", Assert.Throws<InputException>(() => Run(bundle, Options with { ActionNoise = -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_controller_that_broke_in_one_episode_starts_the_next_one_armed()
    {
        var calls = 0;
        var result = Evaluator.Run(
            () => new FakeEnvironment(), () => new ScriptedPolicy(_ => calls++ < 3 ? float.NaN : 0.9f), Options with { Tasks = [1, 3], Episodes = 1 });

        Assert.Equal(3, result.Faults);
        Assert.Equal([3, 0], result.Episodes.Select(e => e.Faults));
    }

    [Fact]
    public void Progress_counts_every_episode()
    {
        using var bundle = Bundles.LoadHierarchical();
        List<EvaluationProgress> seen = [];
        Evaluator.Run(() => new FakeEnvironment(), () => bundle.CreatePolicy(), Options with { Jobs = 2 }, seen.Add);

        Assert.Equal(Enumerable.Range(1, 18), seen.Select(progress => progress.Done));
        Assert.Equal(new EvaluationProgress(18, 18, 12), seen[^1]);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Evaluator.Run(
            () => new FakeEnvironment(), () => new ScriptedPolicy(_ => 0), Options with { Jobs = 2 },
            progress => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void A_failing_policy_fails_the_evaluation_whichever_job_ran_it()
    {
        var calls = 0;
        var error = Assert.Throws<HiqlException>(() => Evaluator.Run(
            () => new FakeEnvironment(),
            () => new ScriptedPolicy(_ => Interlocked.Increment(ref calls) == 100 ? throw new InvalidOperationException("broken") : 0),
            Options with { Jobs = 3 }));
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void An_unknown_task_is_refused_with_those_there_are(int task)
    {
        var error = Assert.Throws<InputException>(() => Evaluator.Run(
            () => new FakeEnvironment(), () => new ScriptedPolicy(_ => 0), Options with { Tasks = [task] }));
        Assert.Contains("1, 2, 3", error.Message, StringComparison.Ordinal);
    }

    private static EvaluationResult Run(ControllerBundle bundle, EvaluationOptions options, PolicyKind kind = PolicyKind.Hiql) =>
        Evaluator.Run(() => new FakeEnvironment(), () => bundle.CreatePolicy(kind), options);

    private static string Bits(EpisodeResult episode) =>
        $"{episode with { Details = null! }} {episode.Details.StateSha256} {string.Join(' ', (episode.Details.Observations ?? []).Select(BitConverter.SingleToUInt32Bits))}";
}
