using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Replaces what has to change: parameters and buffers become different objects, fields included.</summary>
            internal Module MoveTo(Device? device, ScalarType? type)
            {
                foreach (var (_, child) in _children)
                {
                    child.MoveTo(device, type);
                }
                foreach (var (name, parameter) in _parameters.ToList())
                {
                    if (Needs(parameter, device, type))
                    {
                        _parameters[name] = Moved(parameter, device, type);
                        Replace(parameter, _parameters[name]);
                    }
                }
                foreach (var (name, (tensor, persistent)) in _buffers.ToList())
                {
                    if (Needs(tensor, device, type))
                    {
                        var moved = tensor.to(Target(tensor, type), device ?? tensor.device).DetachFromDisposeScope();
                        _buffers[name] = (moved, persistent);
                        Replace(tensor, moved);
                    }
                }
                return this;
            }

            private static bool Needs(Tensor tensor, Device? device, ScalarType? type)
                => (device is not null && (device.type != tensor.device_type || (device.index >= 0 && device.index != tensor.device_index)))
                    || Target(tensor, type) != tensor.dtype;

            private static ScalarType Target(Tensor tensor, ScalarType? type)
                => type is { } given && tensor.is_floating_point() ? given : tensor.dtype;

            private static Parameter Moved(Parameter parameter, Device? device, ScalarType? type)
            {
                using var noGrad = no_grad();
                var moved = parameter.to(Target(parameter, type), device ?? parameter.device).DetachFromDisposeScope();
                return new Parameter(moved, parameter.requires_grad);
            }

            private void Replace(Tensor old, Tensor moved)
            {
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    if (ReferenceEquals(field.GetValue(this), old))
                    {
                        field.SetValue(this, moved);
                    }
                }
                old.Dispose();
            }
        }
    }
}
