using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// V(s, g), or Q(s, g, a) with the action beside the goal: an ensemble of two heads with their own parameters and the same
/// inputs, or one head alone.
/// </summary>
public sealed class GCValue : IStateValue
{
    private readonly Mlp[] _heads;

    /// <summary>Freshly initialised heads.</summary>
    /// <param name="config">Widths, activation, normalisation.</param>
    /// <param name="goalDim">Width of the goal input: rep_dim behind φ, observation_dim for flat agents; for Q with the action's.</param>
    /// <param name="observationDim">Width of an observation.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="inputScale">Constant factors on the inputs; null for 1.</param>
    /// <param name="heads">2 or 1.</param>
    /// <param name="products">Pairs of inputs whose product the heads read too; null for none.</param>
    public GCValue(
        HiqlConfig config, int observationDim, int goalDim, RandomStream random, Device device, float[]? inputScale = null, int heads = 2,
        InputProducts? products = null)
    {
        var shape = new MlpShape(observationDim + goalDim, config.ValueHidden, 1, config.ValueActivation, config.LayerNorm);
        _heads = [.. Enumerable.Range(0, heads).Select(_ => new Mlp(shape, 1.0, random, device, inputScale, products))];
    }

    /// <summary>All heads.</summary>
    public IReadOnlyList<Mlp> Heads => _heads;

    /// <summary>V1.</summary>
    public Mlp First => _heads[0];

    /// <summary>V2; V1 again where it is alone.</summary>
    public Mlp Second => _heads[^1];

    /// <summary>All parameters, V1 before V2.</summary>
    public IEnumerable<Parameter> Parameters => _heads.SelectMany(head => head.Parameters);

    /// <summary>All parameters by name, V1 before V2.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix) =>
        _heads.SelectMany((head, i) => head.NamedParameters($"{prefix}.{(i == 0 ? "first" : "second")}"));

    /// <summary>Both heads, each of shape (batch,).</summary>
    /// <param name="observations">Encoded s.</param>
    /// <param name="goals">What the heads read beside it.</param>
    /// <param name="frozen">Whether gradients pass through to the inputs without reaching the parameters.</param>
    public HeadPair Forward(Tensor observations, Tensor goals, bool frozen = false)
    {
        var input = cat([observations, goals], 1);
        var first = First.Forward(input, frozen).squeeze(1);
        return new HeadPair(first, _heads.Length == 1 ? first : Second.Forward(input, frozen).squeeze(1));
    }

    /// <summary>V̄ = (V1 + V2)/2, shape (batch,).</summary>
    public Tensor Mean(Tensor observations, Tensor goals)
    {
        var heads = Forward(observations, goals);
        return _heads.Length == 1 ? heads.First : heads.Mean;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var head in _heads)
            head.Dispose();
    }
}
