using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Finds libhiqltorch.so and turns its absence, or that of libtorch behind it, into one clear line.</summary>
internal static class NativeLoader
{
    private static readonly Lazy<IntPtr> _handle = new(Load);

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
        => name == NativeMethods.Library ? _handle.Value : IntPtr.Zero;

    private static IntPtr Load()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "libhiqltorch.so");
        var file = File.Exists(beside) ? beside : "libhiqltorch.so";
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(File.Exists(beside)
                ? $"{beside} cannot be loaded ({FirstLine(error.Message)})"
                : $"libhiqltorch.so not found beside the application ({AppContext.BaseDirectory})");
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
