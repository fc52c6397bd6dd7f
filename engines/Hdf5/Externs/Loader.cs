using System.Reflection;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Engines.Hdf5.Externs;

/// <summary>
/// Finds libhdf5, and lets one thread in at a time: the library may have been built without thread safety, and its error
/// stack must still be this call's when it is read.
/// </summary>
internal static unsafe class Loader
{
    private static readonly string[] _fileNames =
        ["libhdf5_serial.so.103", "libhdf5_serial.so", "libhdf5.so.103", "libhdf5.so.200", "libhdf5.so.310", "libhdf5.so"];

    private static readonly Lock _gate = new();
    private static readonly nint _loaded = Load();

    // A library with thread safety has one error stack, and one switch for printing it, per thread.
    [ThreadStatic]
    private static bool _silenced;

    static Loader() => NativeLibrary.SetDllImportResolver(typeof(Loader).Assembly, Resolve);

    /// <summary>To be disposed after the last native call; may be nested.</summary>
    /// <exception cref="Hdf5Exception">libhdf5 is missing or too old.</exception>
    internal static Lock.Scope Enter()
    {
        if (_loaded == 0)
            throw new Hdf5Exception("libhdf5 is missing: run ./hiql setup (Debian package libhdf5-103-1)");
        if (!_silenced)
            Silence();
        return _gate.EnterScope();
    }

    /// <summary>The number behind one of the library's global names, e.g. <c>H5T_NATIVE_FLOAT_g</c>.</summary>
    internal static nint Global(string name) => *(nint*)NativeLibrary.GetExport(_loaded, name);

    /// <summary>Whether this version of the library has an entry.</summary>
    internal static bool Has(string name) => NativeLibrary.TryGetExport(_loaded, name, out _);

    private static void Silence()
    {
        using var entered = _gate.EnterScope();
        _ = Native.H5get_libversion(out var major, out var minor, out var release);
        // Identifiers have 64 bits from 1.10 on.
        if (major < 1 || (major == 1 && minor < 10))
            throw new Hdf5Exception($"libhdf5 {major}.{minor}.{release} is too old, expected 1.10 or newer: run ./hiql setup");
        _ = Native.H5open();
        _ = Native.H5Eset_auto2(Native.Default, 0, 0);
        _silenced = true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Native.Library ? _loaded : 0;

    private static nint Load()
    {
        foreach (var name in _fileNames)
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        return 0;
    }
}
