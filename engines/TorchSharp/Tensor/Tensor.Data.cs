using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements of a contiguous CPU tensor as raw memory; valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var info = Info();
                if (info.Contiguous == 0)
                {
                    throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                }
                return new Span<byte>((void*)DataPointer(), checked((int)(info.Elements * info.ElementSize)));
            }
            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }
                value.CopyTo(target);
            }
        }

        /// <exception cref="InvalidOperationException">The tensor is not in CPU memory.</exception>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new Utils.TensorAccessor<T>(this);
        }

        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }
            return data<T>()[0];
        }

        public Scalar ToScalar()
        {
            var value = Aten.LocalScalar.CallValue(this);
            return value.Kind == ValueKind.Double
                ? new Scalar(BitConverter.Int64BitsToDouble(value.Payload), dtype)
                : new Scalar(value.Payload, dtype);
        }

        internal void ValidateType(Type element)
        {
            if (ToScalarType(element) != dtype)
            {
                throw new ArgumentException($"{element.Name} is not compatible with {dtype}");
            }
        }

        internal IntPtr DataPointer()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
            NativeError.Check(NativeMethods.hiql_tensor_data(Handle, out var pointer));
            GC.KeepAlive(this);
            return pointer;
        }
    }
}
