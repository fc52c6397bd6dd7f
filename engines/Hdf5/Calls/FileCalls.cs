using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: files.</summary>
internal static class FileCalls
{
    internal static FileHandle OpenRead(string path)
    {
        const uint readOnly = 0;
        using var access = Access(path);
        return new FileHandle(Ensure.Ok(Native.H5Fopen(path, readOnly, access), path));
    }

    internal static FileHandle Create(string path)
    {
        const uint truncate = 2;
        using var access = Access(path);
        return new FileHandle(Ensure.Ok(Native.H5Fcreate(path, truncate, Native.Default, access), path));
    }

    internal static void Flush(FileHandle file, string path)
    {
        const int global = 1;
        Ensure.Ok(Native.H5Fflush(file, global), path);
    }

    internal static PropertiesHandle Properties(string propertyClass, string subject) =>
        new(Ensure.Ok(Native.H5Pcreate(Loader.Global(propertyClass)), subject));

    // Whole files appear by a rename, so a lock protects nothing. It only fails: on file systems that have none, and
    // while a child process that was started meanwhile holds the descriptor it inherited.
    private static PropertiesHandle Access(string subject)
    {
        var access = Properties("H5P_CLS_FILE_ACCESS_ID_g", subject);
        if (Loader.Has(nameof(Native.H5Pset_file_locking)))
            Ensure.Ok(Native.H5Pset_file_locking(access, use: 0, ignoreWhenDisabled: 1), subject);
        return access;
    }
}
