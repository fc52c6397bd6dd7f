using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => InferenceMode.IsEnabled;

    public static class autograd
    {
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool create_graph = false, bool? retain_graph = null,
            IList<Tensor>? inputs = null)
        {
            var roots = Handles(tensors);
            var gradients = Handles(grad_tensors);
            var targets = Handles(inputs);
            fixed (IntPtr* root = roots, gradient = gradients, target = targets)
            {
                NativeError.Check(NativeMethods.hiql_backward(
                    root, roots.Length, gradient, gradients.Length, Flag(retain_graph ?? create_graph), Flag(create_graph), target, targets.Length));
            }
            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var sources = Handles(outputs);
            var targets = Handles(inputs);
            var gradients = Handles(grad_outputs);
            var results = new IntPtr[targets.Length];
            fixed (IntPtr* source = sources, target = targets, gradient = gradients, result = results)
            {
                NativeError.Check(NativeMethods.hiql_gradients(
                    source, sources.Length, target, targets.Length, gradient, gradients.Length, Flag(retain_graph || create_graph),
                    Flag(create_graph), Flag(allow_unused), result));
            }
            KeepAlive(outputs, inputs, grad_outputs);
            return Array.ConvertAll(results, handle => handle == IntPtr.Zero ? null! : new Tensor(handle));
        }

        private static IntPtr[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : Argument.Handles([.. tensors]);

        private static int Flag(bool value) => value ? 1 : 0;

        private static void KeepAlive(params ReadOnlySpan<object?> owners)
        {
            foreach (var owner in owners)
            {
                GC.KeepAlive(owner);
            }
        }
    }

    /// <summary>Switches gradient recording on this thread until it is disposed.</summary>
    internal sealed class AutoGradMode : IDisposable
    {
        private readonly bool _previous = IsEnabled;

        internal AutoGradMode(bool enabled) => NativeMethods.hiql_grad_set_enabled(enabled ? 1 : 0);

        internal static bool IsEnabled => NativeMethods.hiql_grad_enabled() != 0;

        public void Dispose() => NativeMethods.hiql_grad_set_enabled(_previous ? 1 : 0);
    }

    /// <summary>Must be disposed on the thread that made it, innermost first.</summary>
    internal sealed class InferenceMode : IDisposable
    {
        private IntPtr _guard;

        internal InferenceMode(bool mode) => NativeError.Check(NativeMethods.hiql_inference_enter(mode ? 1 : 0, out _guard));

        internal static bool IsEnabled => NativeMethods.hiql_inference_enabled() != 0;

        public void Dispose()
        {
            if (_guard != IntPtr.Zero)
            {
                NativeMethods.hiql_inference_leave(_guard);
                _guard = IntPtr.Zero;
            }
        }
    }
}
