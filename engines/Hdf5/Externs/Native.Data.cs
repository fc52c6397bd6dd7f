using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Externs;

/// <summary>Datasets, their types, spaces and properties.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Dopen2(Hdf5Handle location, string name, nint access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Dcreate2(
        Hdf5Handle location, string name, Hdf5Handle type, Hdf5Handle space, Hdf5Handle link, Hdf5Handle creation, nint access);

    [LibraryImport(Library)]
    internal static partial nint H5Dget_space(Hdf5Handle dataset);

    [LibraryImport(Library)]
    internal static partial nint H5Dget_type(Hdf5Handle dataset);

    [LibraryImport(Library)]
    internal static partial int H5Dread(
        Hdf5Handle dataset, Hdf5Handle memoryType, nint memorySpace, nint fileSpace, nint transfer, void* content);

    [LibraryImport(Library)]
    internal static partial int H5Dwrite(
        Hdf5Handle dataset, Hdf5Handle memoryType, nint memorySpace, nint fileSpace, nint transfer, void* content);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_ndims(Hdf5Handle space);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_dims(Hdf5Handle space, ulong* extents, ulong* maximum);

    [LibraryImport(Library)]
    internal static partial nint H5Screate_simple(int rank, ulong* extents, ulong* maximum);

    [LibraryImport(Library)]
    internal static partial int H5Tget_class(Hdf5Handle type);

    [LibraryImport(Library)]
    internal static partial nuint H5Tget_size(Hdf5Handle type);

    [LibraryImport(Library)]
    internal static partial int H5Tget_sign(Hdf5Handle type);

    [LibraryImport(Library)]
    internal static partial int H5Tget_nmembers(Hdf5Handle type);

    [LibraryImport(Library)]
    internal static partial nint H5Tcopy(nint type);

    [LibraryImport(Library)]
    internal static partial nint H5Tenum_create(nint integer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Tenum_insert(Hdf5Handle type, string name, void* value);

    [LibraryImport(Library)]
    internal static partial nint H5Pcreate(nint propertyClass);

    [LibraryImport(Library)]
    internal static partial int H5Pset_file_locking(Hdf5Handle properties, int use, int ignoreWhenDisabled);

    [LibraryImport(Library)]
    internal static partial int H5Pset_fapl_core(Hdf5Handle properties, nuint increment, int backingStore);

    [LibraryImport(Library)]
    internal static partial int H5Pset_chunk(Hdf5Handle properties, int rank, ulong* extents);

    [LibraryImport(Library)]
    internal static partial int H5Pset_deflate(Hdf5Handle properties, uint level);

    [LibraryImport(Library)]
    internal static partial int H5Pset_create_intermediate_group(Hdf5Handle properties, uint create);

    [LibraryImport(Library)]
    internal static partial int H5Pset_obj_track_times(Hdf5Handle properties, int track);
}
