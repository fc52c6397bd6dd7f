using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        public Tensor to_type(ScalarType type) => Aten.ToType.Call(this, type);

        public Tensor to(ScalarType type) => to_type(type);

        public Tensor to(Device device) => to(dtype, device);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1) => to(new Device(deviceType, deviceIndex));

        public Tensor to(Tensor other) => to(other.dtype, other.device);

        public Tensor to(ScalarType type, Device device)
        {
            InitializeDevice(device);
            return Aten.ToDevice.Call(this, device, type);
        }

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor clone() => Aten.Clone.Call(this);

        public Tensor contiguous() => Aten.Contiguous.Call(this);
    }
}
