using HiqlRobotics.Engines.Hdf5.Externs;
using Microsoft.Win32.SafeHandles;

namespace HiqlRobotics.Engines.Hdf5.Handles;

/// <summary>Ring 2: owns one of the library's identifiers.</summary>
internal abstract class Hdf5Handle : SafeHandleZeroOrMinusOneIsInvalid
{
    private static int _open;

    protected Hdf5Handle(nint id) : base(ownsHandle: true)
    {
        SetHandle(id);
        Interlocked.Increment(ref _open);
    }

    /// <summary>Identifiers not yet closed; a test that ends with more than it began with has leaked.</summary>
    internal static int Open => Volatile.Read(ref _open);

    protected abstract int Close(nint id);

    protected override bool ReleaseHandle()
    {
        Interlocked.Decrement(ref _open);
        using var entered = Loader.Enter();
        return Close(handle) >= 0;
    }
}

internal sealed class FileHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Fclose(id);
}

/// <summary>A group, or whatever else a link leads to.</summary>
internal sealed class ObjectHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Oclose(id);
}

internal sealed class DatasetHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Dclose(id);
}

internal sealed class TypeHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Tclose(id);
}

internal sealed class SpaceHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Sclose(id);
}

internal sealed class PropertiesHandle(nint id) : Hdf5Handle(id)
{
    protected override int Close(nint id) => Native.H5Pclose(id);
}
