using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static string __version__
        => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(NativeMethods.hiql_version()) ?? string.Empty;

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            NativeError.Check(NativeMethods.hiql_manual_seed((ulong)seed));
            return Generator.Default;
        }
    }

    /// <summary>A CPU random generator of libtorch.</summary>
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is { type: not DeviceType.CPU })
            {
                throw new NotSupportedException("only CPU generators are offered by this engine");
            }
            NativeError.Check(NativeMethods.hiql_generator_new(seed, out var created));
            Handle = created;
            this.device = CPU;
        }

        private Generator(IntPtr handle)
        {
            Handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                NativeError.Check(NativeMethods.hiql_generator_default(out var shared));
                return new Generator(shared);
            }
        }

        public IntPtr Handle { get; private set; }

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            NativeError.Check(NativeMethods.hiql_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public long initial_seed()
        {
            NativeError.Check(NativeMethods.hiql_generator_initial_seed(Handle, out var seed));
            return (long)seed;
        }

        public Tensor get_state()
        {
            NativeError.Check(NativeMethods.hiql_generator_get_state(Handle, out var state));
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            NativeError.Check(NativeMethods.hiql_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
            {
                NativeMethods.hiql_generator_free(Handle);
                Handle = IntPtr.Zero;
            }
        }
    }
}
