using HiqlRobotics.Engines.Hdf5.Calls;
using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5;

/// <summary>An HDF5 file opened for reading. Datasets are named by their path from the root: <c>infos/qpos</c>.</summary>
public sealed class Hdf5File : IDisposable
{
    private readonly FileHandle _file;

    private Hdf5File(string path, FileHandle file) => (Path, _file) = (path, file);

    /// <summary>The file, as named by the caller.</summary>
    public string Path { get; }

    /// <summary>All datasets, sorted by name within each group.</summary>
    /// <exception cref="Hdf5Exception">The file is damaged.</exception>
    public IReadOnlyList<string> Datasets
    {
        get
        {
            using var entered = Loader.Enter();
            using var root = new ObjectHandle(Ensure.Ok(Native.H5Oopen(_file, "/", Native.Default), Path));
            var datasets = new List<string>();
            LinkCalls.Collect(root, "", datasets);
            return datasets;
        }
    }

    /// <exception cref="Hdf5Exception">No such file, no HDF5, truncated, or libhdf5 is missing.</exception>
    public static Hdf5File OpenRead(string path)
    {
        using var entered = Loader.Enter();
        return new Hdf5File(path, FileCalls.OpenRead(path));
    }

    /// <summary>Whether there is something of this name.</summary>
    public bool Contains(string dataset)
    {
        using var entered = Loader.Enter();
        return LinkCalls.Exists(_file, dataset);
    }

    /// <summary>Shape and element class.</summary>
    /// <exception cref="Hdf5Exception">There is no dataset of this name; the message lists those there are.</exception>
    public Hdf5Dataset Dataset(string dataset)
    {
        using var entered = Loader.Enter();
        using var handle = Open(dataset);
        return DatasetCalls.Describe(handle, dataset, Subject(dataset));
    }

    /// <summary>Reads a whole dataset of numbers or booleans, row-major, rounded to float32.</summary>
    /// <exception cref="Hdf5Exception">Missing, no numbers, too large for one array, or damaged.</exception>
    public float[] ReadSingle(string dataset) => Read<float>(dataset);

    /// <summary>The same in float64.</summary>
    /// <exception cref="Hdf5Exception">As <see cref="ReadSingle"/>.</exception>
    public double[] ReadDouble(string dataset) => Read<double>(dataset);

    public void Dispose() => _file.Dispose();

    private T[] Read<T>(string dataset) where T : unmanaged
    {
        using var entered = Loader.Enter();
        using var handle = Open(dataset);
        var found = DatasetCalls.Describe(handle, dataset, Subject(dataset));
        if (found.ElementClass == Hdf5ElementClass.Other)
            throw new Hdf5Exception($"{Subject(dataset)}: holds neither numbers nor booleans");
        if (found.Count > Array.MaxLength)
            throw new Hdf5Exception($"{Subject(dataset)}: {found.Count} elements do not fit one array");
        var content = new T[found.Count];
        if (content.Length > 0)
            DatasetCalls.Read<T>(handle, content, Subject(dataset));
        return content;
    }

    private DatasetHandle Open(string dataset) => LinkCalls.Exists(_file, dataset)
        ? DatasetCalls.Open(_file, dataset, Subject(dataset))
        : throw new Hdf5Exception($"{Subject(dataset)} is missing; there are: {string.Join(", ", Datasets)}");

    private string Subject(string dataset) => $"{Path}: dataset '{dataset}'";
}
