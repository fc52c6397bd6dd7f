#if !ENGINES_NUGET
using TorchSharp.Native;
using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

/// <summary>The fused operations on libhiqltorch.so.</summary>
internal static unsafe class NativeOps
{
    internal static Tensor HiddenLayer(
        Tensor input, Tensor weight, Tensor bias, Tensor? normWeight, Tensor? normBias, Activation activation, double eps)
    {
        NativeError.Check(FusedNative.hiql_hidden_layer(
            input.Handle, weight.Handle, bias.Handle, Handle(normWeight), Handle(normBias), (int)activation, eps, out var result));
        GC.KeepAlive((input, weight, bias, normWeight, normBias));
        return new Tensor(result);
    }

    internal static void Polyak(IReadOnlyList<Tensor> targets, IReadOnlyList<Tensor> sources, double tau)
    {
        fixed (IntPtr* target = Argument.Handles(targets), source = Argument.Handles(sources))
        {
            NativeError.Check(FusedNative.hiql_polyak(target, source, targets.Count, tau));
        }
        GC.KeepAlive((targets, sources));
    }

    internal static void AdamStep(Tensor[] parameters, Tensor[] first, Tensor[] second, AdamSettings settings, AdamClock? clock)
    {
        fixed (IntPtr* parameter = Argument.Handles(parameters), m = Argument.Handles(first), v = Argument.Handles(second))
        {
            NativeError.Check(FusedNative.hiql_adam_step(
                parameter, m, v, parameters.Length, &settings, Handle(clock?.Steps), Handle(clock?.Rate)));
        }
        GC.KeepAlive((parameters, first, second, clock));
    }

    internal static void Write<T>(Tensor target, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        fixed (T* first = values)
        {
            NativeError.Check(FusedNative.hiql_tensor_write(target.Handle, first, (long)values.Length * sizeof(T)));
        }
        GC.KeepAlive(target);
    }

    internal static bool SupportsRecording => FusedNative.hiql_cuda_graph_supported() != 0 && cuda.is_available();

    internal static IntPtr BeginRecording()
    {
        NativeError.Check(FusedNative.hiql_cuda_graph_begin(out var graph));
        return graph;
    }

    internal static void EndRecording(IntPtr graph) => NativeError.Check(FusedNative.hiql_cuda_graph_end(graph));

    // What stopped the work is the error to tell; that the recording cannot be ended either follows from it.
    internal static void AbandonRecording(IntPtr graph) => _ = FusedNative.hiql_cuda_graph_end(graph);

    internal static void Replay(IntPtr graph) => NativeError.Check(FusedNative.hiql_cuda_graph_replay(graph));

    internal static void FreeRecording(IntPtr graph) => FusedNative.hiql_cuda_graph_free(graph);

    internal static void ClearGradients(Tensor[] parameters)
    {
        fixed (IntPtr* parameter = Argument.Handles(parameters))
        {
            NativeError.Check(NativeMethods.hiql_tensors_clear_grad(parameter, parameters.Length));
        }
        GC.KeepAlive(parameters);
    }

    private static IntPtr Handle(Tensor? tensor) => tensor?.Handle ?? IntPtr.Zero;
}
#endif
