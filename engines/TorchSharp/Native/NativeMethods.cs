using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The C ABI of libhiqltorch.so. Calls that can fail return the error's text or null.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "hiqltorch";

    static NativeMethods() => NativeLoader.Register();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial IntPtr hiql_operator_find(string name, string overload, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_operator_call(
        IntPtr op, NativeValue* arguments, int count, NativeValue* results, int capacity, out int produced);

    [LibraryImport(Library)]
    internal static partial void hiql_tensor_free(IntPtr tensor);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_alias(IntPtr tensor, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_info(IntPtr tensor, out TensorInfo info);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_data(IntPtr tensor, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_copy_of(
        void* data, int sourceType, long* sizes, int dimensions, int targetType, int deviceType, int deviceIndex, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_share(
        void* data, int type, long* sizes, int dimensions, delegate* unmanaged<IntPtr, void> release, IntPtr context, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial int hiql_grad_enabled();

    [LibraryImport(Library)]
    internal static partial void hiql_grad_set_enabled(int enabled);

    [LibraryImport(Library)]
    internal static partial int hiql_inference_enabled();

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_inference_enter(int enabled, out IntPtr guard);

    [LibraryImport(Library)]
    internal static partial void hiql_inference_leave(IntPtr guard);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_set_requires_grad(IntPtr tensor, int value);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_retain_grad(IntPtr tensor);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_grad(IntPtr tensor, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensor_set_grad(IntPtr tensor, IntPtr value);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_tensors_clear_grad(IntPtr* tensors, int count);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_backward(
        IntPtr* roots, int rootCount, IntPtr* gradients, int gradientCount, int retainGraph, int createGraph, IntPtr* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_gradients(
        IntPtr* outputs, int outputCount, IntPtr* inputs, int inputCount, IntPtr* gradients, int gradientCount,
        int retainGraph, int createGraph, int allowUnused, IntPtr* results);
}
