using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Finds a state to draw for a subgoal: the landmark l of the bundle whose φ(s, l) or φ(l), seen from the state s in which the
/// manager decided, points most nearly in the subgoal's direction; where a subgoal is a slice of a state, the landmark
/// nearest to it. Runs φ on all landmarks, so never inside a tick.
/// </summary>
public sealed class SubgoalLocator
{
    private readonly ControllerBundle _bundle;
    private readonly OnnxModel _goalRep;

    private SubgoalLocator(ControllerBundle bundle, OnnxModel goalRep) => (_bundle, _goalRep) = (bundle, goalRep);

    /// <summary>A locator, or null where the bundle has no landmarks or, being flat, no φ.</summary>
    /// <param name="bundle">Must outlive the locator.</param>
    public static SubgoalLocator? For(ControllerBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return bundle.GoalRep is { } goalRep && !bundle.Landmarks.IsEmpty ? new SubgoalLocator(bundle, goalRep) : null;
    }

    /// <summary>The landmark nearest to a subgoal.</summary>
    /// <param name="observation">The state in which the manager decided, shape (<c>observation_dim</c>,).</param>
    /// <param name="subgoal">What it decided, shape (<c>rep_dim</c>,).</param>
    public SubgoalMatch Locate(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal)
    {
        var representations = OnnxBatch.Run(_goalRep, observation, _bundle.Landmarks);
        var (nearest, best) = (0, double.NegativeInfinity);
        for (var row = 0; row * subgoal.Length < representations.Length; row++)
        {
            var similarity = Similarity(representations.AsSpan(row * subgoal.Length, subgoal.Length), subgoal);
            if (similarity > best)
                (nearest, best) = (row, similarity);
        }
        return new SubgoalMatch(nearest, best);
    }

    /// <summary>The state of a landmark, shape (<c>observation_dim</c>,).</summary>
    public ReadOnlySpan<float> Landmark(int index)
    {
        var width = _bundle.Manifest.Environment.Observation.Dim;
        return _bundle.Landmarks.Slice(index * width, width);
    }

    // All φ have the same length √rep_dim, so this orders as the cosine does, and is it but for rounding.
    private double Similarity(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            square += Math.Pow((double)left[i] - right[i], 2);
        }
        return _bundle.Manifest.SubgoalRep.IsLatent() ? product / left.Length : 1 / (1 + Math.Sqrt(square));
    }
}

/// <summary>The landmark that stands for a subgoal.</summary>
/// <param name="Index">Its row among the bundle's landmarks.</param>
/// <param name="Similarity">
/// Cosine between its φ and the subgoal, or 1/(1 + distance) where a subgoal is a slice of a state; 1 where the manager
/// meant this very state.
/// </param>
public readonly record struct SubgoalMatch(int Index, double Similarity);
