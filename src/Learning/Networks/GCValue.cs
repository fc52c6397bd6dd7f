using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>V(s, g) as an ensemble of two heads with their own parameters and the same inputs.</summary>
public sealed class GCValue : IDisposable
{
    /// <summary>A freshly initialised pair of heads.</summary>
    /// <param name="config">Widths, activation, normalisation.</param>
    /// <param name="goalDim">Width of the goal input: rep_dim behind φ, observation_dim for flat agents.</param>
    /// <param name="observationDim">Width of an observation.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="inputScale">Constant factors on the inputs; null for 1.</param>
    public GCValue(HiqlConfig config, int observationDim, int goalDim, RandomStream random, Device device, float[]? inputScale = null)
    {
        var shape = new MlpShape(observationDim + goalDim, config.ValueHidden, 1, config.ValueActivation, config.LayerNorm);
        First = new Mlp(shape, 1.0, random, device, inputScale);
        Second = new Mlp(shape, 1.0, random, device, inputScale);
    }

    /// <summary>V1.</summary>
    public Mlp First { get; }

    /// <summary>V2.</summary>
    public Mlp Second { get; }

    /// <summary>All parameters, V1 before V2.</summary>
    public IEnumerable<Parameter> Parameters => First.Parameters.Concat(Second.Parameters);

    /// <summary>All parameters by name, V1 before V2.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix) =>
        First.NamedParameters($"{prefix}.first").Concat(Second.NamedParameters($"{prefix}.second"));

    /// <summary>Both heads, each of shape (batch,).</summary>
    public HeadPair Forward(Tensor observations, Tensor goals)
    {
        var input = cat([observations, goals], 1);
        return new HeadPair(First.Forward(input).squeeze(1), Second.Forward(input).squeeze(1));
    }

    /// <summary>V̄ = (V1 + V2)/2, shape (batch,).</summary>
    public Tensor Mean(Tensor observations, Tensor goals) => Forward(observations, goals).Mean;

    /// <summary>Overwrites the parameters with another pair's.</summary>
    public void CopyFrom(GCValue source)
    {
        First.CopyFrom(source.First);
        Second.CopyFrom(source.Second);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
