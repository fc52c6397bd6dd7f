using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: datasets as a whole.</summary>
internal static unsafe class DatasetCalls
{
    // h5py's own default level: most of the gain at little cost.
    private const uint DeflateLevel = 4;

    // Fits the library's chunk cache of 1 MiB several times over.
    private const int ChunkBytes = 1 << 18;

    internal static DatasetHandle Open(FileHandle file, string path, string subject) =>
        new(Ensure.Ok(Native.H5Dopen2(file, path, Native.Default), subject));

    internal static Hdf5Dataset Describe(DatasetHandle dataset, string path, string subject)
    {
        using var space = new SpaceHandle(Ensure.Ok(Native.H5Dget_space(dataset), subject));
        using var type = new TypeHandle(Ensure.Ok(Native.H5Dget_type(dataset), subject));
        var shape = new long[Ensure.Ok(Native.H5Sget_simple_extent_ndims(space), subject)];
        fixed (long* extents = shape)
            Ensure.Ok(Native.H5Sget_simple_extent_dims(space, (ulong*)extents, null), subject);
        return new Hdf5Dataset(path, shape, TypeCalls.Class(type), (int)Native.H5Tget_size(type));
    }

    /// <summary>Reads everything; the library converts to the type asked for.</summary>
    internal static void Read<T>(DatasetHandle dataset, Span<T> content, string subject) where T : unmanaged
    {
        using var type = TypeCalls.Of<T>();
        fixed (T* first = content)
            Ensure.Ok(Native.H5Dread(dataset, type, Native.Default, Native.Default, Native.Default, first), subject);
    }

    internal static void Write<T>(
        FileHandle file, string path, ReadOnlySpan<T> content, ReadOnlySpan<long> shape, string subject) where T : unmanaged
    {
        using var type = TypeCalls.Of<T>();
        using var space = Space(shape, subject);
        using var link = FileCalls.Properties("H5P_CLS_LINK_CREATE_ID_g", subject);
        Ensure.Ok(Native.H5Pset_create_intermediate_group(link, 1), subject);
        using var creation = Chunked(shape, sizeof(T), subject);
        using var dataset = new DatasetHandle(
            Ensure.Ok(Native.H5Dcreate2(file, path, type, space, link, creation, Native.Default), subject));
        fixed (T* first = content)
            Ensure.Ok(Native.H5Dwrite(dataset, type, Native.Default, Native.Default, Native.Default, first), subject);
    }

    private static SpaceHandle Space(ReadOnlySpan<long> shape, string subject)
    {
        fixed (long* extents = shape)
            return new SpaceHandle(Ensure.Ok(Native.H5Screate_simple(shape.Length, (ulong*)extents, null), subject));
    }

    private static PropertiesHandle Chunked(ReadOnlySpan<long> shape, int elementSize, string subject)
    {
        var creation = FileCalls.Properties("H5P_CLS_DATASET_CREATE_ID_g", subject);
        long[] chunk = [.. shape];
        var rowBytes = elementSize;
        foreach (var extent in shape[1..])
            rowBytes *= (int)extent;
        chunk[0] = Math.Clamp(ChunkBytes / rowBytes, 1, shape[0]);
        fixed (long* extents = chunk)
            Ensure.Ok(Native.H5Pset_chunk(creation, chunk.Length, (ulong*)extents), subject);
        Ensure.Ok(Native.H5Pset_deflate(creation, DeflateLevel), subject);
        // The hour of writing would make the same content another file.
        Ensure.Ok(Native.H5Pset_obj_track_times(creation, 0), subject);
        return creation;
    }
}
