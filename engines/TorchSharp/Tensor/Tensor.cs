using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch: a counted reference that disposing gives back.</summary>
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        internal Tensor(IntPtr handle)
        {
            this.handle = handle;
            _peakCount = Math.Max(Interlocked.Increment(ref _totalCount), _peakCount);
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => Interlocked.Read(ref _totalCount);

        public static long PeakCount => _peakCount;

        public string? name { get; set; }

        public bool IsInvalid => handle == IntPtr.Zero;

        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public IntPtr Handle
            => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal IntPtr handle { get; private set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor alias()
        {
            NativeError.Check(NativeMethods.hiql_tensor_alias(Handle, out var result));
            GC.KeepAlive(this);
            return new Tensor(result);
        }

        /// <summary>Takes the native reference out of this object, which is empty afterwards.</summary>
        internal IntPtr MoveHandle()
        {
            var taken = Handle;
            handle = IntPtr.Zero;
            Interlocked.Decrement(ref _totalCount);
            OwningDisposeScope?.Detach(this);
            return taken;
        }

        private void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero)
            {
                return;
            }
            Interlocked.Decrement(ref _totalCount);
            NativeMethods.hiql_tensor_free(handle);
            handle = IntPtr.Zero;
        }
    }
}
