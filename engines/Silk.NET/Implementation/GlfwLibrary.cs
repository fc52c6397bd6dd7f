using System.Reflection;
using System.Runtime.InteropServices;
using Silk.NET.GLFW;

namespace HiqlRobotics.Engines.Windowing;

/// <summary>Loads and starts GLFW once, and turns its errors into exceptions.</summary>
internal static unsafe class GlfwLibrary
{
    private static readonly string[] FileNames = ["libglfw.so.3", "libglfw.so", "libglfw.3.dylib", "glfw3.dll"];
    private static readonly nint Loaded = Load();

    static GlfwLibrary() => NativeLibrary.SetDllImportResolver(typeof(GlfwLibrary).Assembly, Resolve);

    /// <exception cref="PlatformNotSupportedException">libglfw is not installed.</exception>
    /// <exception cref="GlfwException">There is no display.</exception>
    public static void Start()
    {
        if (Loaded == 0)
        {
            throw new PlatformNotSupportedException(
                "GLFW is missing, so no window can be opened: run ./hiql setup --window (Debian package libglfw3)");
        }

        if (NativeGlfw.Init() != 0) return;
        var code = Error(out var description);
        throw Failure(code, $"No window can be opened: {description}; set DISPLAY to a running X server, or use xvfb-run");
    }

    /// <summary>Throws what the last call reported, if anything.</summary>
    public static void Check()
    {
        var code = Error(out var description);
        if (code != ErrorCode.NoError) throw Failure(code, description);
    }

    private static GlfwException Failure(ErrorCode code, string message) => new(message) { ErrorCode = code };

    private static ErrorCode Error(out string description)
    {
        var code = (ErrorCode)NativeGlfw.GetError(out var text);
        description = Marshal.PtrToStringUTF8((nint)text) ?? code.ToString();
        return code;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "glfw" ? Loaded : 0;

    private static nint Load()
    {
        foreach (var name in FileNames)
            if (NativeLibrary.TryLoad(name, out var handle)) return handle;
        return 0;
    }
}
