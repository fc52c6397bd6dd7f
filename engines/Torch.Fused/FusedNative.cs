#if !ENGINES_NUGET
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace HiqlRobotics.Engines.Torch;

/// <summary>Mirrors <c>AdamSettings</c> in adam.cpp; Rate and Scale carry the bias corrections.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdamSettings
{
    internal double Beta1;
    internal double Beta2;
    internal double Eps;
    internal double Rate;
    internal double Scale;
    internal int SkipNaN;
    private readonly int _reserved;
}

/// <summary>The fused part of libhiqltorch.so.</summary>
internal static unsafe partial class FusedNative
{
    static FusedNative() => NativeLibrary.SetDllImportResolver(typeof(FusedNative).Assembly, NativeLoader.Resolve);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_hidden_layer(
        IntPtr input, IntPtr weight, IntPtr bias, IntPtr gamma, IntPtr beta, int activation, double eps, out IntPtr result);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_adam_step(
        IntPtr* parameters, IntPtr* first, IntPtr* second, int count, AdamSettings* settings, IntPtr steps, IntPtr rate);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_polyak(IntPtr* targets, IntPtr* sources, int count, double tau);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_tensor_write(IntPtr target, void* values, long bytes);

    [LibraryImport(NativeMethods.Library)]
    internal static partial int hiql_cuda_graph_supported();

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_cuda_graph_begin(out IntPtr graph);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_cuda_graph_end(IntPtr graph);

    [LibraryImport(NativeMethods.Library)]
    internal static partial IntPtr hiql_cuda_graph_replay(IntPtr graph);

    [LibraryImport(NativeMethods.Library)]
    internal static partial void hiql_cuda_graph_free(IntPtr graph);
}
#endif
