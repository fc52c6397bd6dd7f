using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>
/// Searches the numbers of a gait: the guess and random candidates around it, then CMA-ES at low noise, then CMA-ES at the
/// noise of the datasets. Fitness is progress towards waypoints in the open, less falls, drift and torques at their limit.
/// </summary>
/// <param name="walker">Whose gait.</param>
/// <param name="parameters">What is searched.</param>
/// <param name="create">A gait with values in the order of the parameters.</param>
public sealed class GaitTuner(MazeWalker walker, IReadOnlyList<GaitParameter> parameters, Func<double[], IGait> create)
{
    private const double CoarseSigma = 0.5, FineSigma = 0.4, CoarseNoise = 0.1;

    /// <summary>Searches.</summary>
    /// <returns>The centre of the last generation, in the order of the parameters.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double[] Run(GaitTuneOptions options, Action<GaitTuneProgress>? progress = null, CancellationToken cancel = default)
    {
        using var field = new GaitField(walker, options.Jobs);
        var total = 1 + options.CoarseGenerations + options.FineGenerations;
        var done = 0;

        double[] Evaluate(string stage, double[][] candidates, int steps, Func<int, double> noise)
        {
            cancel.ThrowIfCancellationRequested();
            var gaits = candidates.Select(candidate => create(Values(candidate))).ToArray();
            var fitness = field.Fitness(gaits, new GaitTrial(options.Seed, done, options.Rollouts, steps, noise, options.ClipPenalty));
            progress?.Invoke(new GaitTuneProgress(stage, ++done, total, fitness.Max(), fitness.Average()));
            return fitness;
        }

        double[] Search(string stage, double[] start, double sigma, int generations, int steps, Func<int, double> noise)
        {
            var search = new CmaEs(start, sigma, options.Population, new RandomStream(options.Seed, $"gait/{stage}"));
            for (var generation = 0; generation < generations; generation++)
            {
                var candidates = search.Ask();
                search.Tell(candidates, Evaluate(stage, candidates, steps, noise));
            }
            return search.Mean;
        }

        var first = Candidates(options);
        var walking = first[IndexOfMaximum(Evaluate("random", first, options.RolloutSteps / 3, _ => CoarseNoise))];
        var coarse = Search("coarse", walking, CoarseSigma, options.CoarseGenerations, options.RolloutSteps * 2 / 3, _ => CoarseNoise);
        return Values(Search("fine", coarse, FineSigma, options.FineGenerations, options.RolloutSteps,
            rollout => rollout % 2 == 0 ? options.Noise / 4 : options.Noise));
    }

    // Parameters in multiples of their scale, relative to the guess: what CMA-ES wants.
    private double[] Values(double[] scaled) =>
        [.. parameters.Select((parameter, k) => parameter.Guess + scaled[k] * parameter.Scale)];

    private double[][] Candidates(GaitTuneOptions options)
    {
        const double spread = 1.5;
        var random = new RandomStream(options.Seed, "gait/random");
        return [.. Enumerable.Range(0, options.RandomCandidates).Select(
            candidate => parameters.Select(_ => candidate == 0 ? 0 : spread * random.NextGaussian()).ToArray())];
    }

    private static int IndexOfMaximum(double[] values) => Array.IndexOf(values, values.Max());
}
