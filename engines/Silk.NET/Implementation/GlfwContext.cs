using Silk.NET.Core.Contexts;
using Silk.NET.GLFW;

namespace HiqlRobotics.Engines.Windowing;

/// <summary>The OpenGL context that GLFW made with a window; it lives and dies with it.</summary>
internal sealed class GlfwContext(GlfwWindow window) : IGLContext
{
    public nint Handle => window.Handle;

    public IGLContextSource? Source => window;

    public bool IsCurrent => NativeGlfw.GetCurrentContext() == Handle;

    public void SwapInterval(int interval)
    {
        NativeGlfw.SwapInterval(interval);
        GlfwLibrary.Check();
    }

    public void SwapBuffers() => NativeGlfw.SwapBuffers(Handle);

    public void MakeCurrent()
    {
        NativeGlfw.MakeContextCurrent(Handle);
        GlfwLibrary.Check();
    }

    public void Clear()
    {
        if (IsCurrent) NativeGlfw.MakeContextCurrent(0);
    }

    public nint GetProcAddress(string proc, int? slot = default)
    {
        if (TryGetProcAddress(proc, out var address, slot)) return address;
        GlfwLibrary.Check();
        throw new GlfwException($"The OpenGL context has no function {proc}.");
    }

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = default) =>
        (addr = NativeGlfw.GetProcAddress(proc)) != 0;

    public void Dispose() => Clear();
}
