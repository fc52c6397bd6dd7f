using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Mirrors <c>Kind</c> in operators.cpp.</summary>
internal enum ValueKind
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    TensorList,
    OptionalTensorList,
    Device,
    String,
    Generator,
}

/// <summary>One operator argument or result as it crosses the border.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueKind Kind;
    internal int Aux;
    internal long Payload;
}

/// <summary>Mirrors <c>TensorInfo</c> in tensor.cpp; the pointers live as long as the tensor.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorInfo
{
    internal long Dimensions;
    internal long* Sizes;
    internal long* Strides;
    internal long Elements;
    internal int ElementSize;
    internal int ScalarType;
    internal int DeviceType;
    internal int DeviceIndex;
    internal int Contiguous;
    internal int RequiresGrad;
    internal int Leaf;
    private readonly int _reserved;
}
