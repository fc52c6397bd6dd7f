using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Sweeps.Slurm;

namespace HiqlRobotics.Pipeline.Tests.Slurm;

/// <summary>Which jobs are submitted together, and behind what.</summary>
public sealed class SlurmArrayTests
{
    [Fact]
    public void What_waits_for_a_queued_job_gets_its_number_and_what_asks_for_more_an_array_of_its_own()
    {
        var (first, second) = (Job("train-1"), Job("train-2"));
        var queued = new Dictionary<string, SlurmTask> { [first.Id] = new("70", 4, first), [second.Id] = new("70", 6, second) };
        SweepJob[] jobs = [Job("a", first.Id), Job("b", second.Id), Job("c", second.Id), Job("d"), Job("e", "done long ago"), Job("f") with { Threads = 2 }];

        var arrays = SlurmArray.Group(jobs, queued);

        Assert.Equal(
            ["after 70: 4,6: a b", "after 70: 6: c", "after : 0-1: d e", "after : 0: f"],
            arrays.Select(array => $"after {array.After}: {array.Numbers}: {string.Join(' ', array.Tasks.Values.Select(job => job.Id))}"));
    }

    [Fact]
    public void No_array_is_longer_than_Slurm_takes()
    {
        var arrays = SlurmArray.Group(Enumerable.Range(0, 1500).Select(i => Job($"{i}")), new Dictionary<string, SlurmTask>());

        Assert.Equal(["0-1000", "0-498"], arrays.Select(array => array.Numbers));
    }

    private static SweepJob Job(string id, params string[] needs) => new()
    {
        Id = id,
        Kind = SweepJobKind.Evaluate,
        Title = id,
        Needs = needs,
        Threads = 1,
        MemoryMb = 300,
        EstimatedSeconds = 1,
        Environment = "pointmaze-medium",
    };
}
