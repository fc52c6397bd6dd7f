using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Activation = HiqlRobotics.Learning.Export.Activation;
using EngineActivation = HiqlRobotics.Engines.Torch.Activation;

namespace HiqlRobotics.Learning;

/// <summary>One layer's parameters; all of them want gradients.</summary>
public sealed class Dense : IDisposable
{
    internal Dense(int inputs, int outputs, double scale, bool layerNorm, RandomStream random, Device device)
    {
        Weight = Leaf(GlorotUniform(inputs, outputs, scale, random), [outputs, inputs], device);
        Bias = Leaf(new float[outputs], [outputs], device);
        if (!layerNorm)
            return;
        NormWeight = Leaf(Enumerable.Repeat(1f, outputs).ToArray(), [outputs], device);
        NormBias = Leaf(new float[outputs], [outputs], device);
    }

    /// <summary>Shape (out, in).</summary>
    public Parameter Weight { get; }

    /// <summary>Shape (out,).</summary>
    public Parameter Bias { get; }

    /// <summary>Scale of the LayerNorm, shape (out,); null without one.</summary>
    public Parameter? NormWeight { get; }

    /// <summary>Shift of the LayerNorm, shape (out,); null without one.</summary>
    public Parameter? NormBias { get; }

    internal Tensor Hidden(Tensor input, Activation activation, bool frozen) => FusedOps.HiddenLayer(
        input, Read(Weight, frozen)!, Read(Bias, frozen)!, Read(NormWeight, frozen), Read(NormBias, frozen), Engine(activation), Mlp.NormEpsilon);

    internal Tensor Linear(Tensor input, bool frozen) => nn.functional.linear(input, Read(Weight, frozen)!, Read(Bias, frozen));

    internal IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix)
    {
        yield return ($"{prefix}.weight", Weight);
        yield return ($"{prefix}.bias", Bias);
        if (NormWeight is null || NormBias is null)
            yield break;
        yield return ($"{prefix}.norm.weight", NormWeight);
        yield return ($"{prefix}.norm.bias", NormBias);
    }

    /// <summary>A leaf tensor that collects gradients.</summary>
    internal static Parameter Leaf(float[] values, long[] shape, Device device)
    {
        var parameter = new Parameter(tensor(values, shape, device: device));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
        NormWeight?.Dispose();
        NormBias?.Dispose();
    }

    private static Tensor? Read(Parameter? parameter, bool frozen) => frozen ? parameter?.detach() : parameter;

    // U(−b, b) with b = √(6·scale/(in + out)): variance scaling over the mean of fan-in and fan-out.
    private static float[] GlorotUniform(int inputs, int outputs, double scale, RandomStream random)
    {
        var bound = Math.Sqrt(6.0 * scale / (inputs + outputs));
        var values = new float[inputs * outputs];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)random.NextDouble(-bound, bound);
        return values;
    }

    private static EngineActivation Engine(Activation activation) => activation switch
    {
        Activation.Relu => EngineActivation.Relu,
        Activation.GeluErf => EngineActivation.GeluErf,
        _ => EngineActivation.GeluTanh,
    };
}
