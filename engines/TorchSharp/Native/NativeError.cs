using System.Runtime.InteropServices;

namespace TorchSharp.Native;

internal static class NativeError
{
    /// <exception cref="ExternalException">libtorch refused the call; the message is its own.</exception>
    internal static void Check(IntPtr error)
    {
        if (error != IntPtr.Zero)
        {
            throw new ExternalException(Marshal.PtrToStringUTF8(error));
        }
    }
}
