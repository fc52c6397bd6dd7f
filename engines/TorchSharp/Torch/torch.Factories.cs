using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled(size, 0, dtype, device, requires_grad);

    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled([size], 0, dtype, device, requires_grad);

    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled([rows, columns], 0, dtype, device, requires_grad);

    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled(size, 1, dtype, device, requires_grad);

    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled([size], 1, dtype, device, requires_grad);

    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled([rows, columns], 1, dtype, device, requires_grad);

    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Uninitialised(size, dtype, device, requires_grad);

    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Uninitialised([size], dtype, device, requires_grad);

    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Uninitialised([rows, columns], dtype, device, requires_grad);

    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Filled(size, value, dtype ?? (value.Type.IsFloatingPoint() ? ScalarType.Float32 : value.Type), device, requires_grad);

    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full([size], value, dtype, device, requires_grad);

    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full([rows, columns], value, dtype, device, requires_grad);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full_like(input, 0, dtype, device, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full_like(input, 1, dtype, device, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Aten.FullLike.Call(input, value, dtype, Argument.None, device).with_requires_grad(requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Aten.EmptyLike.Call(input, dtype, Argument.None, device).with_requires_grad(requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var integral = start.Type.IsIntegral() && stop.Type.IsIntegral() && step.Type.IsIntegral();
        var type = dtype ?? (integral ? ScalarType.Int64 : get_default_dtype());
        return Aten.Arange.Call(start, stop, step, type, Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Aten.Linspace.Call(start, end, steps, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    private static Tensor Filled(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad)
        => Aten.Full.Call(size, value, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    private static Tensor Uninitialised(long[] size, ScalarType? dtype, Device? device, bool requires_grad)
        => Aten.Empty.Call(size, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);
}
