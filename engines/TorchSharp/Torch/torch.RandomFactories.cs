using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Aten.Rand.Call(size, generator, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => rand([size], dtype, device, requires_grad, generator);

    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => rand([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Aten.Randn.Call(size, generator, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => randn([size], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => randn([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Aten.Randint.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Aten.Randperm.Call(n, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);
}
