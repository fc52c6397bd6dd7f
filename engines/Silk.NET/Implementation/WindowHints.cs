using Silk.NET.Windowing;
using static HiqlRobotics.Engines.Windowing.GlfwNumbers;

namespace HiqlRobotics.Engines.Windowing;

/// <summary>Tells GLFW what the next window shall be like.</summary>
internal static class WindowHints
{
    public static void Set(in WindowOptions options)
    {
        NativeGlfw.DefaultWindowHints();
        NativeGlfw.WindowHint(Visible, options.IsVisible ? True : False);
        NativeGlfw.WindowHint(Decorated, options.WindowBorder == WindowBorder.Hidden ? False : True);
        NativeGlfw.WindowHint(Resizable, options.WindowBorder == WindowBorder.Resizable ? True : False);
        NativeGlfw.WindowHint(DepthBits, options.PreferredDepthBufferBits ?? 24);
        NativeGlfw.WindowHint(StencilBits, options.PreferredStencilBufferBits ?? 8);
        NativeGlfw.WindowHint(Samples, options.Samples ?? DontCare);
        SetContext(options.API);
    }

    private static void SetContext(GraphicsAPI api)
    {
        NativeGlfw.WindowHint(ClientApi, Client(api.API));
        if (api.API is not (ContextAPI.OpenGL or ContextAPI.OpenGLES)) return;
        NativeGlfw.WindowHint(ContextVersionMajor, api.Version.MajorVersion);
        NativeGlfw.WindowHint(ContextVersionMinor, api.Version.MinorVersion);
        NativeGlfw.WindowHint(OpenGLForwardCompat, api.Flags.HasFlag(ContextFlags.ForwardCompatible) ? True : False);
        NativeGlfw.WindowHint(OpenGLDebugContext, api.Flags.HasFlag(ContextFlags.Debug) ? True : False);
        if (HasProfiles(api.Version))
            NativeGlfw.WindowHint(OpenGLProfile, api.Profile == ContextProfile.Core ? OpenGLCoreProfile : OpenGLCompatProfile);
    }

    private static int Client(ContextAPI api) => api switch
    {
        ContextAPI.OpenGL => OpenGLApi,
        ContextAPI.OpenGLES => OpenGLESApi,
        _ => NoApi,
    };

    // GLFW refuses a profile for versions that had none.
    private static bool HasProfiles(APIVersion version) =>
        version.MajorVersion > 3 || (version.MajorVersion == 3 && version.MinorVersion >= 2);
}
