using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a bundle's networks think of states that nobody is in.</summary>
internal sealed class BundleInsight(ControllerBundle bundle) : IInsight
{
    private readonly SubgoalLocator? _locator = SubgoalLocator.For(bundle);

    /// <inheritdoc/>
    public bool HasValue => bundle.Value is not null;

    /// <inheritdoc/>
    public int SubgoalDim => bundle.GoalRep is null ? 0 : bundle.Manifest.RepDim;

    /// <inheritdoc/>
    public int SubgoalSteps => bundle.Manifest.SubgoalSteps;

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Landmarks { get; } = bundle.Landmarks.ToArray();

    /// <inheritdoc/>
    public float[] Values(ReadOnlySpan<float> observations, ReadOnlySpan<float> goals) => bundle.Values(observations, goals);

    /// <inheritdoc/>
    public float[] Represent(ReadOnlySpan<float> observation, ReadOnlySpan<float> states) => OnnxBatch.Run(
        bundle.GoalRep ?? throw new InputException($"{bundle.Path}: agent {bundle.Manifest.Agent} has no subgoals"), observation, states);

    /// <inheritdoc/>
    public SubgoalImage? Locate(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal)
    {
        if (_locator is null)
            return null;
        var match = _locator.Locate(observation, subgoal);
        return new SubgoalImage(_locator.Landmark(match.Index).ToArray(), match.Index, match.Similarity);
    }
}
