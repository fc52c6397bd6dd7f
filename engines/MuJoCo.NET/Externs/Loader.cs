using System.Reflection;
using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

/// <summary>
/// Finds the bridge, and libmujoco through it: the bridge was linked to one libmujoco, and only that copy fits the
/// layouts compiled into it. Nothing can be called before the versions are known to agree.
/// </summary>
internal static unsafe class Loader
{
    internal const string MujocoName = "mujoco";
    internal const string BridgeName = "hiqlmujoco";

    private const string BridgeFile = "libhiqlmujoco.so";
    private static readonly string[] _mujocoFiles = ["libmujoco.so", "libmujoco.so.2.2.2", "libmujoco.so.2"];
    private static readonly Lock _gate = new();
    private static bool _registered;
    private static nint _bridge;
    private static nint _mujoco;

    internal static void Register()
    {
        lock (_gate)
        {
            if (_registered)
                return;
            NativeLibrary.SetDllImportResolver(typeof(Loader).Assembly, Resolve);
            _registered = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name is not (MujocoName or BridgeName))
            return 0;
        lock (_gate)
        {
            if (_bridge == 0)
                Load();
            return name == BridgeName ? _bridge : _mujoco;
        }
    }

    private static void Load()
    {
        nint bridge = LoadBridge();
        string path = Utf8.Text(((delegate* unmanaged<byte*>)NativeLibrary.GetExport(bridge, "hmj_library_path"))());
        nint mujoco = NativeLibrary.Load(path);
        int header = ((delegate* unmanaged<int>)NativeLibrary.GetExport(bridge, "hmj_header_version"))();
        int library = ((delegate* unmanaged<int>)NativeLibrary.GetExport(mujoco, "mj_version"))();
        RequireSameVersion(header, library, path);
        ((delegate* unmanaged<void>)NativeLibrary.GetExport(bridge, "hmj_install_handlers"))();
        _mujoco = mujoco;
        _bridge = bridge;
    }

    internal static void RequireSameVersion(int header, int library, string path)
    {
        if (header != library)
            throw new MuJoCoException(
                $"{path} is MuJoCo version {library}, but {BridgeFile} was compiled against the headers of version {header}: "
                + "struct layouts would not fit; run ./hiql setup to rebuild the bridge");
    }

    private static nint LoadBridge()
    {
        string path = Path.Combine(AppContext.BaseDirectory, BridgeFile);
        if (NativeLibrary.TryLoad(path, out nint handle) || NativeLibrary.TryLoad(BridgeFile, out handle))
            return handle;
        throw new MuJoCoException(MissingMessage(path));
    }

    private static string MissingMessage(string bridgePath)
    {
        if (!_mujocoFiles.Any(static file => NativeLibrary.TryLoad(file, out _)))
            return "libmujoco not found: install libmujoco-dev (./hiql setup does it)";
        return File.Exists(bridgePath)
            ? $"{bridgePath} does not load (built against another libmujoco?): run ./hiql setup to rebuild it"
            : $"{BridgeFile} not found beside the application ({AppContext.BaseDirectory}): run ./hiql setup to build it";
    }
}
