using System.Runtime.InteropServices;

namespace MuJoCo;

/// <summary>Pixels of the framebuffer, origin at the lower left (<c>mjrRect</c>, four ints in every version).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MjViewport(int Left, int Bottom, int Width, int Height);
