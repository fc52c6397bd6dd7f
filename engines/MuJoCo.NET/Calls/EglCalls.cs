using MuJoCo.Externs;

namespace MuJoCo.Calls;

/// <summary>Ring 3, EGL: a display, a context on it, both as exceptions when the machine has none.</summary>
internal static unsafe class EglCalls
{
    private const int MaxDevices = 16;

    /// <summary>An initialised display without a screen: Mesa's own kind first, then one per graphics card.</summary>
    internal static nint OpenDisplay()
    {
        foreach (nint display in Candidates())
            if (display != 0 && Egl.eglInitialize(display, null, null) != 0)
                return display;
        throw new MuJoCoException("EGL finds no driver that draws without a screen: install libegl-mesa0 and libgl1-mesa-dri");
    }

    /// <summary>A desktop OpenGL context, made current on this thread without a surface.</summary>
    internal static nint MakeCurrent(nint display)
    {
        Require(Egl.eglBindAPI(Egl.OpenGlApi), "has no desktop OpenGL");
        nint context = Egl.eglCreateContext(display, ChooseConfig(display), 0, null);
        Require(context == 0 ? 0 : 1, "cannot make an OpenGL context");
        if (Egl.eglMakeCurrent(display, 0, 0, context) != 0)
            return context;
        MuJoCoException error = Failure("cannot draw without a surface");
        _ = Egl.eglDestroyContext(display, context);
        throw error;
    }

    // The display is EGL's own and shared by the process: it is left open, as other contexts may still use it.
    internal static void Release(nint display, nint context)
    {
        _ = Egl.eglMakeCurrent(display, 0, 0, 0);
        _ = Egl.eglDestroyContext(display, context);
        _ = Egl.eglReleaseThread();
    }

    private static IEnumerable<nint> Candidates()
    {
        yield return PlatformDisplay(Egl.SurfacelessMesa, 0);
        foreach (nint device in Devices())
            yield return PlatformDisplay(Egl.DeviceExt, device);
    }

    private static nint PlatformDisplay(uint platform, nint native) => Egl.eglGetPlatformDisplay(platform, native, null);

    private static nint[] Devices()
    {
        var query = (delegate* unmanaged<int, nint*, int*, int>)Egl.eglGetProcAddress("eglQueryDevicesEXT");
        if (query == null)
            return [];
        nint[] devices = new nint[MaxDevices];
        int count = 0;
        fixed (nint* first = devices)
            return query(MaxDevices, first, &count) != 0 ? devices[..count] : [];
    }

    private static nint ChooseConfig(nint display)
    {
        ReadOnlySpan<int> wanted =
            [Egl.SurfaceType, Egl.PbufferBit, Egl.RenderableType, Egl.OpenGlBit, Egl.None];
        nint config = 0;
        int count = 0;
        fixed (int* attributes = wanted)
            Require(Egl.eglChooseConfig(display, attributes, &config, 1, &count), "has no configuration for OpenGL");
        Require(count, "has no configuration for OpenGL");
        return config;
    }

    private static void Require(int status, string what)
    {
        if (status == 0)
            throw Failure(what);
    }

    private static MuJoCoException Failure(string what) => new($"EGL {what} (error 0x{Egl.eglGetError():x})");
}
