using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Plays the toy problem: draws the noise of every state that is compared, and lets greedy policies choose.</summary>
internal static class ToySimulation
{
    /// <summary>Counts errors; the same seed gives the same counts, whatever else is simulated.</summary>
    public static ToyErrors Run(ToyProblem problem, int k, long samples, ulong seed)
    {
        var random = new RandomStream(seed, string.Create(CultureInfo.InvariantCulture, $"theory/{problem.T}/{problem.Sigma:R}/{k}"));
        long flat = 0, manager = 0, worker = 0, composed = 0;
        for (var i = 0L; i < samples; i++)
        {
            flat += Nears(problem.T, 1) ? 0 : 1;
            // Seen from the worker a subgoal lies k away, be it the right one or not; it goes the right way if both
            // are right or both are wrong.
            var (rightSubgoal, towardsSubgoal) = (Nears(problem.T, k), Nears(k, 1));
            manager += rightSubgoal ? 0 : 1;
            worker += towardsSubgoal ? 0 : 1;
            composed += rightSubgoal == towardsSubgoal ? 0 : 1;
        }
        return new ToyErrors(flat, manager, worker, composed);

        bool Nears(int distance, int step) => Value(Math.Abs(distance - step)) > Value(distance + step);

        double Value(int distance) => -distance * (1 + problem.Sigma * random.NextGaussian());
    }
}

/// <summary>How often who erred.</summary>
/// <param name="Flat">The flat policy.</param>
/// <param name="Manager">The manager.</param>
/// <param name="Worker">The worker, relative to the subgoal it was given.</param>
/// <param name="Composed">Manager and worker together: the last action was wrong.</param>
internal readonly record struct ToyErrors(long Flat, long Manager, long Worker, long Composed);
