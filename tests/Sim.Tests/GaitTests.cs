using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Locomotion;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Tests;

public sealed class GaitTests
{
    [Fact]
    public void The_shipped_gait_walks_the_corridors_and_does_not_fall()
    {
        var report = GaitMeasurement.Run(EnvironmentCatalog.Entry("antmaze-medium"), AntGait.Shipped.Steer, noise: 0.2, steps: 3000, seed: 1, jobs: 2);

        Assert.Equal(3000, report.Steps);
        Assert.Equal(0, report.Flips);
        Assert.InRange(report.SpeedMS, 1.1, 2.0);
        Assert.InRange(report.UprightMinimum, 0.7, 1.0);
        Assert.InRange(report.LongestStay, 5, 100);
    }

    [Fact]
    public void It_is_a_function_of_state_and_direction_that_turns_with_the_body()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        environment.Reset(1, 2);
        environment.Step(new float[8]);
        var (straight, turned, again) = (new float[8], new float[8], new float[8]);
        var quaternion = environment.Physics.Qpos.Slice(3, 4);

        quaternion.Clear();
        quaternion[0] = 1;
        AntGait.Shipped.Steer(environment.Physics, (1, 0), straight);
        AntGait.Shipped.Steer(environment.Physics, (1, 0), again);
        // A quarter turn to the left: the world's y axis is now straight ahead.
        (quaternion[0], quaternion[3]) = (Math.Sqrt(0.5), Math.Sqrt(0.5));
        AntGait.Shipped.Steer(environment.Physics, (0, 1), turned);

        Assert.Equal(straight, again);
        for (var k = 0; k < 8; k++)
            Assert.Equal(straight[k], turned[k], 5);
        Assert.All(straight, torque => Assert.InRange(torque, -1f, 1f));
    }

    [Fact]
    public void Measuring_does_not_depend_on_the_number_of_threads()
    {
        var entry = EnvironmentCatalog.Entry("antmaze-umaze");

        var one = GaitMeasurement.Run(entry, AntGait.Shipped.Steer, 0.2, 2000, seed: 3, jobs: 1);
        var two = GaitMeasurement.Run(entry, AntGait.Shipped.Steer, 0.2, 2000, seed: 3, jobs: 2);

        Assert.Equal(one, two);
    }

    [Fact]
    public void What_a_gait_throws_reaches_the_caller_whatever_the_number_of_threads()
    {
        var entry = EnvironmentCatalog.Entry("antmaze-umaze");

        foreach (var jobs in new[] { 1, 2 })
            Assert.Throws<SimulationFailedException>(() => GaitMeasurement.Run(
                entry, (_, _, _) => throw new SimulationFailedException("no number"), 0.2, 2000, seed: 3, jobs));
    }

    [Fact]
    public void A_short_search_is_reproducible_and_better_than_the_guess()
    {
        GaitTuneOptions options = new() { Seed = 5, RandomCandidates = 24, CoarseGenerations = 2, FineGenerations = 1, Population = 6, Rollouts = 2, RolloutSteps = 45 };
        var (first, second) = (new List<GaitTuneProgress>(), new List<GaitTuneProgress>());
        var tuner = new GaitTuner(LocoMaze.Ant, AntGait.Parameters, values => new AntGait(values));

        var one = tuner.Run(options with { Jobs = 1 }, first.Add);
        var two = tuner.Run(options with { Jobs = 2 }, second.Add);

        Assert.Equal(one, two);
        Assert.Equal(first, second);
        Assert.Equal(["random", "coarse", "coarse", "fine"], first.Select(progress => progress.Stage));
        Assert.True(first[0].Best > first[0].Mean + 0.1);
    }

    [Fact]
    public void A_candidate_that_blows_the_simulation_up_scores_as_a_fall_and_the_search_goes_on()
    {
        GaitTuneOptions options = new() { Seed = 5, RandomCandidates = 2, CoarseGenerations = 1, FineGenerations = 0, Population = 6, Rollouts = 2, RolloutSteps = 45, Jobs = 2 };
        var seen = new List<GaitTuneProgress>();

        new GaitTuner(LocoMaze.Ant, AntGait.Parameters, _ => new ExplodingGait()).Run(options, seen.Add);

        Assert.Equal(2, seen.Count);
        Assert.All(seen, progress => Assert.Equal(-1.5, progress.Best, 6));
    }

    [Fact]
    public void CMA_ES_finds_the_bottom_of_a_narrow_valley()
    {
        // Rosenbrock, maximised: 1 at (1, …, 1).
        static double Fitness(double[] x) => -Enumerable.Range(0, x.Length - 1).Sum(i =>
            100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2));
        var search = new CmaEs([0, 0, 0, 0], sigma: 0.5, population: 10, new RandomStream(0, "test/cma"));

        for (var generation = 0; generation < 400; generation++)
        {
            var candidates = search.Ask();
            search.Tell(candidates, [.. candidates.Select(Fitness)]);
        }

        Assert.All(search.Mean, value => Assert.Equal(1, value, 4));
        Assert.True(search.Sigma < 1e-3);
    }

    [Fact]
    public void A_gait_of_other_parameters_is_refused_by_name()
    {
        var file = GaitFile.Embedded("ant.json");

        var missing = Assert.Throws<InputException>(() => (file with
        {
            Parameters = file.Parameters.Where(pair => pair.Key != "lead").ToDictionary(),
        }).Values(AntGait.Parameters));
        var strange = Assert.Throws<InputException>(() => (file with
        {
            Parameters = file.Parameters.Append(new("knee", 1.0)).ToDictionary(),
        }).Values(AntGait.Parameters));

        Assert.Contains("'lead'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("'knee'", strange.Message, StringComparison.Ordinal);
    }

    private sealed class ExplodingGait : IGait
    {
        public void Steer(Physics physics, (double X, double Y) direction, Span<float> action) => physics.Qvel[0] = double.NaN;
    }
}
