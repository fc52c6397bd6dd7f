namespace Silk.NET.Core.Contexts;

/// <summary>Finds native functions by name.</summary>
public interface INativeContext : IDisposable
{
    /// <summary>The address of a function of the current OpenGL context.</summary>
    /// <exception cref="Silk.NET.GLFW.GlfwException">There is no current context, or it has no such function.</exception>
    nint GetProcAddress(string proc, int? slot = default);

    bool TryGetProcAddress(string proc, out nint addr, int? slot = default);
}

/// <summary>The OpenGL context of a window.</summary>
public interface IGLContext : INativeContext
{
    nint Handle { get; }

    IGLContextSource? Source { get; }

    /// <summary>Whether this context is current on the calling thread.</summary>
    bool IsCurrent { get; }

    void SwapInterval(int interval);

    void SwapBuffers();

    void MakeCurrent();

    void Clear();
}

/// <summary>Something that has an OpenGL context.</summary>
public interface IGLContextSource
{
    IGLContext? GLContext { get; }
}
