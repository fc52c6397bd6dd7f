using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// V(s, g) = −√(‖φ_S(s) − ψ(z)‖² + 1e-6), with z what stands for the goal: a distance in a latent space whose encoders of
/// states and goals share nothing, so that it need not be symmetric.
/// </summary>
public sealed class LatentDistance : IStateValue
{
    /// <summary>Keeps the root's slope finite where the latents meet.</summary>
    public const double Floor = 1e-6;

    /// <summary>Freshly initialised encoders.</summary>
    /// <param name="config">Widths, activation, normalisation.</param>
    /// <param name="observationDim">Width of s.</param>
    /// <param name="goalDim">Width of z.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="stateScale">Constant factors on s; null for 1.</param>
    /// <param name="goalScale">Constant factors on z; null for 1.</param>
    public LatentDistance(
        HiqlConfig config, int observationDim, int goalDim, RandomStream random, Device device, float[]? stateScale = null, float[]? goalScale = null)
    {
        Mlp Encoder(int inputs, float[]? scale) =>
            new(new MlpShape(inputs, config.ValueHidden, config.LatentDim, config.ValueActivation, config.LayerNorm), 1.0, random, device, scale);
        (States, Goals) = (Encoder(observationDim, stateScale), Encoder(goalDim, goalScale));
    }

    /// <summary>φ_S.</summary>
    public Mlp States { get; }

    /// <summary>ψ.</summary>
    public Mlp Goals { get; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix) =>
        States.NamedParameters($"{prefix}.states").Concat(Goals.NamedParameters($"{prefix}.goals"));

    /// <summary>V of latents, each of shape (batch, latent_dim); shape (batch,).</summary>
    public static Tensor Between(Tensor states, Tensor goals) => -((states - goals).square().sum(1) + Floor).sqrt();

    /// <inheritdoc/>
    public Tensor Mean(Tensor observations, Tensor goals) => Between(States.Forward(observations), Goals.Forward(goals));

    /// <inheritdoc/>
    public void Dispose()
    {
        States.Dispose();
        Goals.Dispose();
    }
}
