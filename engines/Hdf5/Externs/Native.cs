using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Externs;

/// <summary>Ring 1: the part of libhdf5 ≥ 1.10 that whole datasets need. Only names that no version maps to another.</summary>
internal static unsafe partial class Native
{
    internal const string Library = "hdf5";

    /// <summary><c>H5P_DEFAULT</c>, <c>H5E_DEFAULT</c>, <c>H5S_ALL</c>.</summary>
    internal const nint Default = 0;

    [LibraryImport(Library)]
    internal static partial int H5open();

    [LibraryImport(Library)]
    internal static partial int H5get_libversion(out uint major, out uint minor, out uint release);

    [LibraryImport(Library)]
    internal static partial int H5Eset_auto2(nint stack, nint function, nint data);

    [LibraryImport(Library)]
    internal static partial int H5Ewalk2(
        nint stack, int direction, delegate* unmanaged<uint, ErrorRecord*, nint, int> function, nint data);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Fopen(string path, uint flags, Hdf5Handle access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Fcreate(string path, uint flags, nint creation, Hdf5Handle access);

    [LibraryImport(Library)]
    internal static partial int H5Fflush(Hdf5Handle file, int scope);

    [LibraryImport(Library)]
    internal static partial nint H5Fget_file_image(Hdf5Handle file, void* buffer, nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Lexists(Hdf5Handle location, string name, nint access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Lget_name_by_idx(
        Hdf5Handle location, string group, int index, int order, ulong n, byte* name, nuint size, nint access);

    [LibraryImport(Library)]
    internal static partial int H5Gget_info(Hdf5Handle group, out GroupInfo info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Oopen(Hdf5Handle location, string name, nint access);

    [LibraryImport(Library)]
    internal static partial int H5Iget_type(Hdf5Handle id);

    [LibraryImport(Library)]
    internal static partial int H5Fclose(nint id);

    [LibraryImport(Library)]
    internal static partial int H5Oclose(nint id);

    [LibraryImport(Library)]
    internal static partial int H5Dclose(nint id);

    [LibraryImport(Library)]
    internal static partial int H5Tclose(nint id);

    [LibraryImport(Library)]
    internal static partial int H5Sclose(nint id);

    [LibraryImport(Library)]
    internal static partial int H5Pclose(nint id);

    /// <summary><c>H5E_error2_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ErrorRecord
    {
        public nint ErrorClass;
        public nint Major;
        public nint Minor;
        public uint Line;
        public byte* Function;
        public byte* File;
        public byte* Description;
    }

    /// <summary><c>H5G_info_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GroupInfo
    {
        public int StorageType;
        public ulong Links;
        public long MaximumCreationOrder;
        public byte Mounted;
    }
}
