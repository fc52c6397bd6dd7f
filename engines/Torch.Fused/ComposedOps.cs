using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

/// <summary>The fused operations spelled out in public TorchSharp calls: the definition, and what the packages run.</summary>
internal static class ComposedOps
{
    private static readonly double _gain = Math.Sqrt(2.0 / Math.PI);

    internal static Tensor HiddenLayer(
        Tensor input, Tensor weight, Tensor bias, Tensor? normWeight, Tensor? normBias, Activation activation, double eps)
    {
        using var scope = NewDisposeScope();
        var active = Activate(nn.functional.linear(input, weight, bias), activation);
        var output = normWeight is null ? active : nn.functional.layer_norm(active, normWeight.shape, normWeight, normBias, eps);
        return output.MoveToOuterDisposeScope();
    }

    internal static void Polyak(IReadOnlyList<Tensor> targets, IReadOnlyList<Tensor> sources, double tau)
    {
        using var noGrad = no_grad();
        for (var i = 0; i < targets.Count; i++)
        {
            using var scope = NewDisposeScope();
            targets[i].mul_(1 - tau).add_(sources[i], tau);
        }
    }

    internal static void Write<T>(Tensor target, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        target.copy_(from_array(values.ToArray()).reshape(target.shape));
    }

    // The package has no CUDA graphs, so nobody gets beyond the question.
    internal static bool SupportsRecording => false;

    internal static IntPtr BeginRecording() => throw new NotSupportedException();

    internal static void EndRecording(IntPtr graph) => throw new NotSupportedException();

    internal static void AbandonRecording(IntPtr graph) => throw new NotSupportedException();

    internal static void Replay(IntPtr graph) => throw new NotSupportedException();

    internal static void FreeRecording(IntPtr graph) => throw new NotSupportedException();

    private static Tensor Activate(Tensor values, Activation activation) => activation switch
    {
        Activation.GeluErf => nn.functional.gelu(values),
        Activation.GeluTanh => 0.5 * values * (1 + tanh(_gain * (values + (0.044715 * values.pow(3))))),
        _ => nn.functional.relu(values),
    };
}
