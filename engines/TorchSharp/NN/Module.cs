using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A tree of parameters, buffers and further modules, registered by name.</summary>
        public partial class Module : IDisposable
        {
            private readonly Dictionary<string, Parameter> _parameters = [];
            private readonly Dictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            private readonly List<(string name, Module module)> _children = [];
            private readonly string _name;
            private bool _areComponentsRegistered;

            protected Module(string name) => _name = name;

            public bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var (_, child) in _children)
                {
                    child.train(on);
                }
            }

            public void eval() => train(false);

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_parameters.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_buffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"module name can't be empty or contain \".\", got: {name}");
                }
                if (_children.Exists(child => child.name == name))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }
                submodule.RegisterComponents();
                _children.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor, under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                {
                    return;
                }
                _areComponentsRegistered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    RegisterField(field.Name, field.GetValue(this));
                }
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }
                foreach (var parameter in _parameters.Values)
                {
                    parameter.Dispose();
                }
                foreach (var (tensor, _) in _buffers.Values)
                {
                    tensor.Dispose();
                }
                foreach (var (_, child) in _children)
                {
                    child.Dispose();
                }
            }

            private void RegisterField(string name, object? value)
            {
                if (_parameters.ContainsKey(name) || _buffers.ContainsKey(name) || _children.Exists(child => child.name == name))
                {
                    return;
                }
                switch (value)
                {
                    case Module module:
                        register_module(name, module);
                        break;
                    case Parameter parameter:
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor:
                        register_buffer(name, tensor);
                        break;
                }
            }
        }
    }
}
