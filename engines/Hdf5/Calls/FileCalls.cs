using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: files.</summary>
internal static unsafe class FileCalls
{
    private const string Subject = "HDF5 file in memory";

    // Grown by reallocation, so not by little.
    private const nuint Growth = 1 << 24;

    internal static FileHandle OpenRead(string path)
    {
        const uint readOnly = 0;
        using var access = Properties("H5P_CLS_FILE_ACCESS_ID_g", path);
        // Whole files appear by a rename, so a lock protects nothing. It only fails: on file systems that have none, and
        // while a child process that was started meanwhile holds the descriptor it inherited.
        if (Loader.Has(nameof(Native.H5Pset_file_locking)))
            Ensure.Ok(Native.H5Pset_file_locking(access, use: 0, ignoreWhenDisabled: 1), path);
        return new FileHandle(Ensure.Ok(Native.H5Fopen(path, readOnly, access), path));
    }

    /// <summary>
    /// A file in memory alone. The library must not meet a full disk: it cannot close a file that it failed to write, and
    /// takes the process down at its end.
    /// </summary>
    internal static FileHandle CreateInMemory()
    {
        const uint truncate = 2;
        using var access = Properties("H5P_CLS_FILE_ACCESS_ID_g", Subject);
        Ensure.Ok(Native.H5Pset_fapl_core(access, Growth, backingStore: 0), Subject);
        return new FileHandle(Ensure.Ok(Native.H5Fcreate(Subject, truncate, Native.Default, access), Subject));
    }

    /// <summary>Writes the bytes that the file would have on disk.</summary>
    internal static void CopyImage(FileHandle file, Stream stream)
    {
        const int global = 1;
        const int blockBytes = 1 << 20;
        Ensure.Ok(Native.H5Fflush(file, global), Subject);
        var size = Ensure.Ok(Native.H5Fget_file_image(file, null, 0), Subject);
        var image = (byte*)NativeMemory.Alloc((nuint)size);
        try
        {
            Ensure.Ok(Native.H5Fget_file_image(file, image, (nuint)size), Subject);
            for (nint done = 0; done < size; done += blockBytes)
                stream.Write(new ReadOnlySpan<byte>(image + done, (int)Math.Min(blockBytes, size - done)));
        }
        finally
        {
            NativeMemory.Free(image);
        }
    }

    internal static PropertiesHandle Properties(string propertyClass, string subject) =>
        new(Ensure.Ok(Native.H5Pcreate(Loader.Global(propertyClass)), subject));
}
