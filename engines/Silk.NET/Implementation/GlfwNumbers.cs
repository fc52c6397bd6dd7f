namespace HiqlRobotics.Engines.Windowing;

/// <summary>Values from GLFW/glfw3.h.</summary>
internal static class GlfwNumbers
{
    public const int False = 0;
    public const int True = 1;
    public const int DontCare = -1;
    public const int Release = 0;
    public const int Press = 1;

    public const int Iconified = 0x00020002;
    public const int Resizable = 0x00020003;
    public const int Visible = 0x00020004;
    public const int Decorated = 0x00020005;
    public const int Maximized = 0x00020008;

    public const int DepthBits = 0x00021005;
    public const int StencilBits = 0x00021006;
    public const int Samples = 0x0002100D;

    public const int ClientApi = 0x00022001;
    public const int ContextVersionMajor = 0x00022002;
    public const int ContextVersionMinor = 0x00022003;
    public const int OpenGLForwardCompat = 0x00022006;
    public const int OpenGLDebugContext = 0x00022007;
    public const int OpenGLProfile = 0x00022008;

    public const int NoApi = 0;
    public const int OpenGLApi = 0x00030001;
    public const int OpenGLESApi = 0x00030002;
    public const int OpenGLCoreProfile = 0x00032001;
    public const int OpenGLCompatProfile = 0x00032002;
}
