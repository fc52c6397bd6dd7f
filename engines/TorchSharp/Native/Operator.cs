using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>One ATen operator, looked up by schema name on first use; left-out arguments take the schema's defaults.</summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int MaxResults = 64;

    private IntPtr _handle;

    internal Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, new Span<NativeValue>(ref result));
        return new Tensor((IntPtr)result.Payload);
    }

    internal (Tensor, Tensor) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[2];
        Invoke(arguments, results);
        return (new Tensor((IntPtr)results[0].Payload), new Tensor((IntPtr)results[1].Payload));
    }

    internal Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaxResults];
        var tensors = new Tensor[Invoke(arguments, results)];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor((IntPtr)results[i].Payload);
        }
        return tensors;
    }

    /// <summary>For results that are numbers or booleans.</summary>
    internal NativeValue CallValue(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, new Span<NativeValue>(ref result));
        return result;
    }

    /// <summary>In-place operators give back their first argument, as TorchSharp does.</summary>
    internal Tensor Mutate(Tensor self, params ReadOnlySpan<Argument> rest)
    {
        Span<Argument> arguments = new Argument[rest.Length + 1];
        arguments[0] = self;
        rest.CopyTo(arguments[1..]);
        Invoke(arguments, []);
        return self;
    }

    private int Invoke(ReadOnlySpan<Argument> arguments, Span<NativeValue> results)
    {
        Span<NativeValue> values = stackalloc NativeValue[arguments.Length];
        Span<GCHandle> pins = stackalloc GCHandle[arguments.Length];
        try
        {
            Marshal(arguments, values, pins);
            fixed (NativeValue* first = values, target = results)
            {
                var error = NativeMethods.hiql_operator_call(Find(), first, values.Length, target, results.Length, out var produced);
                NativeError.Check(error);
                return produced;
            }
        }
        finally
        {
            Release(arguments, pins);
        }
    }

    private static void Marshal(ReadOnlySpan<Argument> arguments, Span<NativeValue> values, Span<GCHandle> pins)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Value;
            if (arguments[i].Elements is { } elements)
            {
                pins[i] = GCHandle.Alloc(elements, GCHandleType.Pinned);
                values[i].Payload = pins[i].AddrOfPinnedObject();
            }
        }
    }

    private static void Release(ReadOnlySpan<Argument> arguments, Span<GCHandle> pins)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (pins[i].IsAllocated)
            {
                pins[i].Free();
            }
            GC.KeepAlive(arguments[i].Owner);
        }
    }

    private IntPtr Find()
    {
        if (_handle == IntPtr.Zero)
        {
            NativeError.Check(NativeMethods.hiql_operator_find(name, overload, out var found));
            _handle = found;
        }
        return _handle;
    }
}
