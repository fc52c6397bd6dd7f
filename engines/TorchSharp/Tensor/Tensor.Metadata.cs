using System.Globalization;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Info().Dimensions;

        public long ndim => Info().Dimensions;

        public long NumberOfElements => Info().Elements;

        public long ElementSize => Info().ElementSize;

        public ScalarType dtype => (ScalarType)Info().ScalarType;

        public DeviceType device_type => (DeviceType)Info().DeviceType;

        public int device_index => Info().DeviceIndex;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public unsafe long[] shape
        {
            get
            {
                var info = Info();
                var sizes = new ReadOnlySpan<long>(info.Sizes, (int)info.Dimensions).ToArray();
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public Device device
        {
            get
            {
                var info = Info();
                return info.DeviceType == (int)DeviceType.CPU ? CPU : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public long dim() => Info().Dimensions;

        public long numel() => Info().Elements;

        public long element_size() => Info().ElementSize;

        public long[] size() => shape;

        public unsafe long size(int dim)
        {
            var info = Info();
            var wrapped = dim < 0 ? dim + info.Dimensions : dim;
            if (wrapped < 0 || wrapped >= info.Dimensions)
            {
                throw new System.Runtime.InteropServices.ExternalException(
                    $"Dimension out of range: {dim} in a tensor of {info.Dimensions} dimensions");
            }
            var length = info.Sizes[wrapped];
            GC.KeepAlive(this);
            return length;
        }

        public unsafe long[] stride()
        {
            var info = Info();
            var strides = new ReadOnlySpan<long>(info.Strides, (int)info.Dimensions).ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        public bool is_contiguous() => Info().Contiguous != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => dtype.IsIntegral();

        public bool is_floating_point() => dtype.IsFloatingPoint();

        public override string ToString()
            => IsInvalid ? "[disposed]" : string.Create(
                CultureInfo.InvariantCulture, $"[{string.Join('x', shape)}], type = {dtype}, device = {device}");

        internal TensorInfo Info()
        {
            NativeError.Check(NativeMethods.hiql_tensor_info(Handle, out var info));
            GC.KeepAlive(this);
            return info;
        }
    }
}
