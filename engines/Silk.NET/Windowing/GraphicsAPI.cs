namespace Silk.NET.Windowing;

public enum ContextAPI
{
    None = 0,
    Vulkan,
    OpenGL,
    OpenGLES,
}

public enum ContextProfile
{
    Core = 0,

    /// <summary>The spelling is the package's.</summary>
    Compatability,
}

[Flags]
public enum ContextFlags
{
    Default = 0,
    Debug = 1,
    ForwardCompatible = 2,
}

public struct APIVersion
{
    public int MajorVersion;

    public int MinorVersion;

    public APIVersion(int majorVersion, int minorVersion) => (MajorVersion, MinorVersion) = (majorVersion, minorVersion);
}

/// <summary>Which context a window gets; OpenGL 3.3 core unless said otherwise.</summary>
public struct GraphicsAPI
{
    public GraphicsAPI(ContextAPI api, ContextProfile profile, ContextFlags flags, APIVersion apiVersion) =>
        (API, Profile, Flags, Version) = (api, profile, flags, apiVersion);

    public GraphicsAPI(ContextAPI api, APIVersion apiVersion)
        : this(api, ContextProfile.Core, ContextFlags.Default, apiVersion)
    {
    }

    public static GraphicsAPI Default =>
        new(ContextAPI.OpenGL, ContextProfile.Core, ContextFlags.ForwardCompatible, new APIVersion(3, 3));

    public static GraphicsAPI None => default;

    public ContextAPI API { get; set; }

    public ContextProfile Profile { get; set; }

    public ContextFlags Flags { get; set; }

    public APIVersion Version { get; set; }
}
