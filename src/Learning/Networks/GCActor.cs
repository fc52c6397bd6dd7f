using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>A diagonal Gaussian over an unbounded vector: mean from a network, deviation 1 or learned per dimension.</summary>
public sealed class GCActor : IDisposable
{
    private const double LogStdMinimum = -5.0, LogStdMaximum = 2.0;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>A freshly initialised actor; its last layer starts at a tenth of the Glorot bound.</summary>
    /// <param name="config">Widths, activation, deviation.</param>
    /// <param name="inputs">Width of [s; goal] or [s; subgoal].</param>
    /// <param name="outputs">Width of the action, or rep_dim for a manager.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="inputScale">Constant factors on the inputs; null for 1.</param>
    /// <param name="products">Pairs of inputs whose product it reads too; null for none.</param>
    public GCActor(
        HiqlConfig config, int inputs, int outputs, RandomStream random, Device device, float[]? inputScale = null, InputProducts? products = null)
    {
        var shape = new MlpShape(inputs, config.ActorHidden, outputs, config.ActorActivation, LayerNorm: false);
        Network = new Mlp(shape, 0.01, random, device, inputScale, products);
        LogStd = config.ConstStd ? null : Dense.Leaf(new float[outputs], [outputs], device);
    }

    /// <summary>The network of the mean.</summary>
    public Mlp Network { get; }

    /// <summary>log σ, shape (outputs,); null where σ = 1.</summary>
    public Parameter? LogStd { get; }

    /// <summary>All parameters.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters("").Select(named => named.Tensor);

    /// <summary>All parameters by name.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix) =>
        LogStd is null ? Network.NamedParameters(prefix) : Network.NamedParameters(prefix).Append(($"{prefix}.log_std", LogStd));

    /// <summary>μ, shape (batch, outputs).</summary>
    public Tensor Mean(Tensor observations, Tensor goals) => Network.Forward(cat([observations, goals], 1));

    /// <summary>log π(target) with its constants, shape (batch,).</summary>
    public Tensor LogProb(Tensor mean, Tensor target)
    {
        var difference = target - mean;
        var constant = HalfLogTwoPi * Network.Shape.Outputs;
        if (LogStd is null)
            return (difference * difference).sum(1) * -0.5 - constant;
        var logStd = LogStd.clamp(LogStdMinimum, LogStdMaximum);
        var scaled = difference / logStd.exp();
        return (scaled * scaled).sum(1) * -0.5 - logStd.sum() - constant;
    }

    /// <summary>−mean[w log π(target)]: advantage-weighted regression, behaviour cloning where the weight is null.</summary>
    internal Tensor Regression(Tensor mean, Tensor target, Tensor? weight, StepMeter meter, string name)
    {
        var logProb = LogProb(mean, target);
        var loss = -(weight is null ? logProb : weight * logProb).mean();
        meter.Regression(name, loss, logProb, target - mean);
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        LogStd?.Dispose();
    }
}
