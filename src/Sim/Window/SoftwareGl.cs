using System.Runtime.InteropServices;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>Whether pictures are drawn by the processor, which has better things to do than to smooth edges.</summary>
internal static class SoftwareGl
{
    private const uint Renderer = 0x1F01;

    private static readonly string[] Names = ["llvmpipe", "softpipe", "swrast", "Software"];

    private delegate nint GetString(uint name);

    /// <summary>Asks the window's OpenGL, which has to be current.</summary>
    public static bool Draws(IWindow window) =>
        window.GLContext is { } context && context.TryGetProcAddress("glGetString", out var address)
        && Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<GetString>(address)(Renderer)) is { } name
        && Names.Any(software => name.Contains(software, StringComparison.OrdinalIgnoreCase));
}
