using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the array's own memory, which stays pinned while the tensor lives.</summary>
    public static unsafe Tensor from_array(Array rawArray, Device? device = null)
    {
        var type = ToScalarType(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = rawArray.GetLongLength(i);
        }
        var pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        IntPtr result;
        fixed (long* sizes = shape)
        {
            NativeError.Check(NativeMethods.hiql_tensor_share(
                (void*)pin.AddrOfPinnedObject(), (int)type, sizes, shape.Length, &Unpin, GCHandle.ToIntPtr(pin), out result));
        }
        var tensor = new Tensor(result);
        return device is null or { type: DeviceType.CPU } ? tensor : tensor.to(device);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(IntPtr context) => GCHandle.FromIntPtr(context).Free();

    private static Tensor OfScalar<T>(T value, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
        => CopyOf(new ReadOnlySpan<T>(in value), [], dtype, device, requires_grad);

    private static unsafe Tensor CopyOf<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var needed = 1L;
        foreach (var length in shape)
        {
            needed *= length;
        }
        if (needed > values.Length)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {needed} vs. {values.Length}");
        }
        var source = ToScalarType(typeof(T));
        var target = InitializeDevice(device);
        fixed (T* data = values)
        fixed (long* sizes = shape)
        {
            NativeError.Check(NativeMethods.hiql_tensor_copy_of(
                data, (int)source, sizes, shape.Length, (int)(dtype ?? source), (int)target.type, target.index, out var result));
            return new Tensor(result).with_requires_grad(requires_grad);
        }
    }

    private static ReadOnlySpan<T> Flat<T>(T[,] values)
        where T : unmanaged
        => values.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);
}
