using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Hdf5;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using Microsoft.ML.OnnxRuntime;
using MuJoCo;
using TorchSharp;

namespace HiqlRobotics.Tools.Doctor;

/// <summary>Loads each native engine once and asks it who it is.</summary>
internal static class EngineProbe
{
    private const string Maps = "/proc/self/maps";
    private const string Mend = "run ./hiql setup";

    public static EngineReport MuJoCo() => Probe("MuJoCo", "everything that simulates", "libmujoco", Mend, () => MuJoCoLibrary.VersionText);

    public static EngineReport Torch() => Probe("TorchSharp (libtorch)", "train", "libtorch_cpu", Mend, () => torch.__version__);

    public static EngineReport OnnxRuntime() =>
        Probe("ONNX Runtime", "verify, eval, run", "libonnxruntime.so", Mend, () => OrtEnv.Instance().GetVersionString());

    public static EngineReport Hdf5() => Probe("Hdf5", "data convert", "libhdf5_serial.so", Mend, () => Hdf5Library.VersionText);

    public static EngineReport Glfw() => Probe("Silk.NET (GLFW)", "sim", "libglfw", "run ./hiql setup --window", GlfwVersion);

    private static EngineReport Probe(string name, string neededFor, string library, string mend, Func<string> version)
    {
        try
        {
            return new EngineReport(name, neededFor, version(), FindLoaded(library), Ok: true, Mend: null);
        }
        catch (Exception e)
        {
            // Whatever an engine throws while it loads is the finding.
            return new EngineReport(name, neededFor, "", "", Ok: false, $"{mend} ({Text.OneLine(ErrorReport.Cause(e).Message)})");
        }
    }

    private static string GlfwVersion()
    {
        var library = NativeLibrary.Load("libglfw.so.3");
        var getVersion = Marshal.GetDelegateForFunctionPointer<VersionString>(NativeLibrary.GetExport(library, "glfwGetVersionString"));
        var words = (Marshal.PtrToStringUTF8(getVersion()) ?? "").Split(' ');
        return words[0];
    }

    private static string FindLoaded(string library)
    {
        if (!File.Exists(Maps))
            return "";
        var line = File.ReadLines(Maps).FirstOrDefault(l => l.Contains($"/{library}", StringComparison.Ordinal));
        return line is null ? "" : line[line.IndexOf('/', StringComparison.Ordinal)..];
    }

    private delegate nint VersionString();
}
