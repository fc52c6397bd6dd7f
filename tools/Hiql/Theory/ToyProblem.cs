using MathNet.Numerics.Distributions;

namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// The toy problem of the HIQL paper's section 4 (Proposition 4.1). States are the integers, an action goes one to the left or
/// right, the goal g lies T to the right of s. Every value is the optimum with a noise of its own,
/// V̂(s, g) = −|s − g|·(1 + σz), z standard normal. Policies are greedy, and an error is a step in the wrong direction.
/// The difference of two values d₁ and d₂ steps away is normal with variance σ²(d₁² + d₂²), which gives every formula.
/// </summary>
/// <param name="T">Distance of the goal.</param>
/// <param name="Sigma">σ, the noise relative to the distance.</param>
internal readonly record struct ToyProblem(int T, double Sigma)
{
    /// <summary>A flat policy compares V̂(s ± 1, g): Φ(−√2 / (σ√(T² + 1))).</summary>
    public double Flat => ErrorAt(T);

    /// <summary>A manager compares V̂(s ± k, g), k ≤ T: the flat error at T/k, since noise and differences both scale with k.</summary>
    public double Manager(int k) => ErrorAt((double)T / k);

    /// <summary>A worker compares V̂(s ± 1, w) for a subgoal w that is k away.</summary>
    public double Worker(int k) => ErrorAt(k);

    /// <summary>Manager's and worker's errors together bound the hierarchy's (union bound).</summary>
    public double Bound(int k) => Manager(k) + Worker(k);

    /// <summary>
    /// Probability of a wrong last action where the draws are independent: one of the two errs. A worker that misses a wrong
    /// subgoal goes the right way.
    /// </summary>
    public double Composed(int k)
    {
        var (manager, worker) = (Manager(k), Worker(k));
        return manager * (1 - worker) + worker * (1 - manager);
    }

    private double ErrorAt(double distance) => Normal.CDF(0, 1, -Math.Sqrt(2) / (Sigma * Math.Sqrt(distance * distance + 1)));
}
