using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

/// <summary>
/// Ring 1: EGL, which makes OpenGL contexts without a window. EGL's own types are C ints and pointers by its
/// specification, so no bridge is needed; booleans are 32 bits wide.
/// </summary>
internal static unsafe partial class Egl
{
    internal const int SurfacelessMesa = 0x31DD;
    internal const int DeviceExt = 0x313F;
    internal const int OpenGlApi = 0x30A2;

    internal const int SurfaceType = 0x3033;
    internal const int PbufferBit = 0x0001;
    internal const int RenderableType = 0x3040;
    internal const int OpenGlBit = 0x0008;
    internal const int None = 0x3038;

    private const string Library = "libEGL.so.1";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint eglGetProcAddress(string name);

    [LibraryImport(Library)]
    internal static partial nint eglGetPlatformDisplay(uint platform, nint nativeDisplay, nint* attributes);

    [LibraryImport(Library)]
    internal static partial int eglInitialize(nint display, int* major, int* minor);

    [LibraryImport(Library)]
    internal static partial int eglTerminate(nint display);

    [LibraryImport(Library)]
    internal static partial int eglBindAPI(uint api);

    [LibraryImport(Library)]
    internal static partial int eglChooseConfig(nint display, int* attributes, nint* configs, int size, int* count);

    [LibraryImport(Library)]
    internal static partial nint eglCreateContext(nint display, nint config, nint share, int* attributes);

    [LibraryImport(Library)]
    internal static partial int eglDestroyContext(nint display, nint context);

    [LibraryImport(Library)]
    internal static partial int eglMakeCurrent(nint display, nint draw, nint read, nint context);

    [LibraryImport(Library)]
    internal static partial int eglReleaseThread();

    [LibraryImport(Library)]
    internal static partial int eglGetError();
}
