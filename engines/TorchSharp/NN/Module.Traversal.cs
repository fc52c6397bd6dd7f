using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
                => Distinct(ParametersWithNames(recurse));

            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
                => named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
                => Distinct(BuffersWithNames(recurse, persistentOnly: false));

            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(named => named.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _children;

            public virtual IEnumerable<Module> children() => _children.Select(named => named.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in _children)
                {
                    yield return child;
                }
                foreach (var (name, child) in _children)
                {
                    foreach (var (inner, module) in child.named_modules())
                    {
                        yield return ($"{name}.{inner}", module);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            public virtual Parameter? get_parameter(string target)
                => named_parameters().FirstOrDefault(named => named.name == target).parameter;

            public virtual Tensor? get_buffer(string target)
                => named_buffers().FirstOrDefault(named => named.name == target).buffer;

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        gradient?.zero_();
                    }
                }
            }

            public virtual Module requires_grad_(bool requires_grad = true)
            {
                foreach (var parameter in parameters())
                {
                    parameter.requires_grad = requires_grad;
                }
                return this;
            }

            private IEnumerable<(string, Parameter)> ParametersWithNames(bool recurse)
            {
                var own = _parameters.Select(pair => (pair.Key, pair.Value));
                return recurse ? own.Concat(Below(child => child.ParametersWithNames(true))) : own;
            }

            private IEnumerable<(string, Tensor)> BuffersWithNames(bool recurse, bool persistentOnly)
            {
                var own = _buffers.Where(pair => pair.Value.Persistent || !persistentOnly).Select(pair => (pair.Key, pair.Value.Tensor));
                return recurse ? own.Concat(Below(child => child.BuffersWithNames(true, persistentOnly))) : own;
            }

            private IEnumerable<(string, T)> Below<T>(Func<Module, IEnumerable<(string Name, T Value)>> select)
                => _children.SelectMany(child => select(child.module).Select(inner => ($"{child.name}.{inner.Name}", inner.Value)));

            private static List<(string, T Value)> Distinct<T>(IEnumerable<(string, T Value)> named)
                where T : Tensor
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                return named.Where(entry => seen.Add(entry.Value)).ToList();
            }
        }
    }
}
