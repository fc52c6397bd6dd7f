using System.Globalization;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Pipeline.Tests;

public sealed class ToyProblemTests
{
    // E_h + E_l worked out independently of this code; the first of each line is the flat error.
    [Theory]
    [InlineData(100, 0.02, "0.2398", "0.2398 0.07869 2.069e-4 1.98e-12 2.069e-4 2.355e-3 0.07869 0.2398")]
    [InlineData(100, 0.05, "0.3887", "0.3887 0.2858 0.07891 0.004887 0.07891 0.1291 0.2858 0.3887")]
    [InlineData(100, 0.1, "0.4438", "0.4438 0.3887 0.2428 0.1594 0.2428 0.2863 0.3887 0.4438")]
    [InlineData(100, 0.2, "0.4718", "0.4718 0.4446 0.4448 0.4817 0.4448 0.4319 0.4446 0.4718")]
    [InlineData(50, 0.05, "0.2858", "0.2858 0.1291 0.002444 7.57e-5 0.002444 0.1291 0.2858")]
    [InlineData(50, 0.1, "0.3887", "0.3887 0.2860 0.08246 0.04770 0.08246 0.2860 0.3887")]
    [InlineData(50, 0.2, "0.4438", "0.4438 0.3895 0.3236 0.3221 0.3236 0.3895 0.4438")]
    public void Table_is_known_to_the_last_digit(int t, double sigma, string flat, string bounds)
    {
        var problem = new ToyProblem(t, sigma);
        var steps = ToyTable.Default.Single(grid => grid.T == t).Steps;

        AssertDigits(flat, problem.Flat);
        Assert.Equal(steps.Count, bounds.Split(' ').Length);
        Assert.All(steps.Zip(bounds.Split(' ')), pair => AssertDigits(pair.Second, problem.Bound(pair.First)));
    }

    [Fact]
    public void Default_grids_are_those_of_the_table()
    {
        Assert.Equal([100, 50], ToyTable.Default.Select(grid => grid.T));
        Assert.Equal([0.02, 0.05, 0.1, 0.2], ToyTable.Default[0].Sigmas);
        Assert.Equal([0.05, 0.1, 0.2], ToyTable.Default[1].Sigmas);
        Assert.Equal([1, 2, 5, 10, 20, 25, 50, 100], ToyTable.Default[0].Steps);
        Assert.Equal([1, 2, 5, 7, 10, 25, 50], ToyTable.Default[1].Steps);
    }

    [Fact]
    public void Parts_are_those_of_an_independent_simulation()
    {
        // T = 50, σ = 0.1, k = 5, 200 000 draws elsewhere: 0.388, 0.0798, 0.0026, 0.0820.
        var problem = new ToyProblem(50, 0.1);

        Assert.Equal(0.388, problem.Flat, 2e-3);
        Assert.Equal(0.0798, problem.Manager(5), 1e-3);
        Assert.Equal(0.0026, problem.Worker(5), 3e-4);
        Assert.Equal(0.0820, problem.Composed(5), 1e-3);
    }

    [Theory]
    [InlineData(16, 0.2, 4)]
    [InlineData(100, 0.1, 10)]
    [InlineData(400, 0.05, 20)]
    public void Square_root_of_the_distance_is_the_best_subgoal_at_moderate_noise(int t, double sigma, int best)
    {
        var problem = new ToyProblem(t, sigma);

        Assert.Equal(best, Enumerable.Range(1, t).MinBy(problem.Bound));
        Assert.All(ToyTable.StepsFor(t).Where(k => t % k == 0), k => Assert.Equal(problem.Bound(k), problem.Bound(t / k), 1e-15));
    }

    [Fact]
    public void Simulation_agrees_with_the_formulas()
    {
        var document = ToyTable.Compute(ToyTable.Default, samples: 20_000, seed: 1, CancellationToken.None);

        // All at once with 95 %, and singly about 95 % of them: 212 intervals, standard error 1.5 %.
        Assert.Equal(212, document.Intervals);
        Assert.Equal(document.Intervals, document.CoveringSimultaneously);
        Assert.InRange((double)document.Covering / document.Intervals, 0.9, 1);
    }

    [Fact]
    public void Simulation_of_a_row_depends_on_nothing_but_row_and_seed()
    {
        var problem = new ToyProblem(50, 0.1);
        var errors = ToySimulation.Run(problem, 5, 10_000, seed: 3);

        Assert.Equal(errors, ToySimulation.Run(problem, 5, 10_000, seed: 3));
        Assert.NotEqual(errors, ToySimulation.Run(problem, 5, 10_000, seed: 4));
        var row = ToyTable.Compute([new ToyGrid(50, [0.2, 0.1], [25, 5])], 10_000, 3, CancellationToken.None).Rows[3];
        Assert.Equal(errors.Composed / 10_000.0, row.MonteCarlo.Composed.Value);
    }

    private static void AssertDigits(string printed, double value)
    {
        var mantissa = printed.Split('e')[0].TrimStart('0', '.');
        var digits = mantissa.Count(char.IsAsciiDigit);
        var format = $"0.{new string('0', digits - 1)}e0";
        Assert.Equal(
            double.Parse(printed, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture),
            value.ToString(format, CultureInfo.InvariantCulture));
    }
}
