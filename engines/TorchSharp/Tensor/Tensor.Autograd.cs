using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool is_leaf => Info().Leaf != 0;

        public bool requires_grad
        {
            get => Info().RequiresGrad != 0;
            set
            {
                NativeError.Check(NativeMethods.hiql_tensor_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>The accumulated gradient, or null; every read makes a new reference to the same values.</summary>
        public Tensor? grad
        {
            get
            {
                NativeError.Check(NativeMethods.hiql_tensor_grad(Handle, out var result));
                GC.KeepAlive(this);
                return result == IntPtr.Zero ? null : new Tensor(result);
            }
            set
            {
                NativeError.Check(NativeMethods.hiql_tensor_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            NativeError.Check(NativeMethods.hiql_tensor_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward([this], grad_tensors, create_graph, retain_graph, inputs);

        public Tensor detach() => Aten.Detach.Call(this);

        public Tensor detach_() => Aten.DetachInPlace.Mutate(this);
    }
}
