using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Documents;
using MathNet.Numerics.Distributions;

namespace HiqlRobotics.Tools.Theory;

/// <summary>A grid of toy problems: exact errors, and what a simulation finds.</summary>
internal static class ToyTable
{
    /// <summary>Estimates of one row: flat, manager, worker, composed.</summary>
    public const int EstimatesPerRow = 4;

    private const double Confidence = 0.95;

    /// <summary>The two grids that are shown unless others are asked for.</summary>
    public static IReadOnlyList<ToyGrid> Default { get; } =
    [
        new(100, [0.02, 0.05, 0.1, 0.2], [1, 2, 5, 10, 20, 25, 50, 100]),
        new(50, [0.05, 0.1, 0.2], [1, 2, 5, 7, 10, 25, 50]),
    ];

    /// <summary>Subgoal distances worth a look for another T: its divisors and √T.</summary>
    public static int[] StepsFor(int t) =>
        [.. Enumerable.Range(1, t).Where(k => t % k == 0 || k == (int)Math.Round(Math.Sqrt(t)))];

    public static TheoryDocument Compute(IReadOnlyList<ToyGrid> grids, long samples, ulong seed, CancellationToken cancel)
    {
        var cells = grids.SelectMany(grid => grid.Cells).ToArray();
        var simultaneous = Normal.InvCDF(0, 1, 1 - (1 - Confidence) / (2.0 * EstimatesPerRow * cells.Length));
        var rows = new TheoryRow[cells.Length];
        Parallel.For(0, cells.Length, new ParallelOptions { CancellationToken = cancel }, i =>
            rows[i] = Row(cells[i].Problem, cells[i].K, samples, seed, simultaneous));
        var estimates = rows.SelectMany(row => row.MonteCarlo.All).ToArray();
        return new TheoryDocument
        {
            Samples = samples,
            Seed = seed,
            Rows = rows,
            Intervals = estimates.Length,
            Covering = estimates.Count(estimate => estimate.Covers),
            CoveringSimultaneously = estimates.Count(estimate => estimate.CoversSimultaneously),
        };
    }

    private static TheoryRow Row(ToyProblem problem, int k, long samples, ulong seed, double simultaneous)
    {
        var errors = ToySimulation.Run(problem, k, samples, seed);
        return new TheoryRow
        {
            T = problem.T,
            Sigma = problem.Sigma,
            K = k,
            Flat = problem.Flat,
            Manager = problem.Manager(k),
            Worker = problem.Worker(k),
            Bound = problem.Bound(k),
            Composed = problem.Composed(k),
            MonteCarlo = new TheoryMonteCarlo
            {
                Flat = Estimate(errors.Flat, problem.Flat),
                Manager = Estimate(errors.Manager, problem.Manager(k)),
                Worker = Estimate(errors.Worker, problem.Worker(k)),
                Composed = Estimate(errors.Composed, problem.Composed(k)),
            },
        };

        TheoryEstimate Estimate(long count, double exact)
        {
            var (pointwise, wide) = (WilsonInterval.Of(count, samples), WilsonInterval.Of(count, samples, simultaneous));
            return new TheoryEstimate((double)count / samples, pointwise, Contains(pointwise, exact), Contains(wide, exact));
        }
    }

    private static bool Contains(double[] interval, double value) => interval[0] <= value && value <= interval[1];
}

/// <summary>All combinations of noise and subgoal distance at one distance of the goal.</summary>
internal sealed record ToyGrid(int T, IReadOnlyList<double> Sigmas, IReadOnlyList<int> Steps)
{
    public IEnumerable<(ToyProblem Problem, int K)> Cells =>
        Sigmas.SelectMany(sigma => Steps.Select(k => (new ToyProblem(T, sigma), k)));
}
