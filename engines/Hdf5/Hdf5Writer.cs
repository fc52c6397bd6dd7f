using HiqlRobotics.Engines.Hdf5.Calls;
using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5;

/// <summary>
/// Writes whole datasets, chunked and deflated; groups appear on the way. The same content gives the same bytes. The file
/// is put together in memory and then copied out, for a disk that is full is a matter for the stream.
/// </summary>
public sealed class Hdf5Writer
{
    private readonly FileHandle _file;

    private Hdf5Writer(FileHandle file) => _file = file;

    /// <summary>Writes a file to a stream, which stays open.</summary>
    /// <exception cref="Hdf5Exception">The library refuses something, or is missing.</exception>
    public static void Write(Stream stream, Action<Hdf5Writer> fill)
    {
        using var entered = Loader.Enter();
        using var file = FileCalls.CreateInMemory();
        fill(new Hdf5Writer(file));
        FileCalls.CopyImage(file, stream);
    }

    /// <summary>Adds a dataset of float32.</summary>
    /// <param name="dataset">Its path, e.g. <c>infos/qpos</c>; each once.</param>
    /// <param name="content">Row-major.</param>
    /// <param name="shape">Extents, none of them 0; none given: one axis as long as the content.</param>
    public void Add(string dataset, ReadOnlySpan<float> content, params ReadOnlySpan<long> shape) => Write(dataset, content, shape);

    /// <summary>Adds a dataset of float64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public void Add(string dataset, ReadOnlySpan<double> content, params ReadOnlySpan<long> shape) => Write(dataset, content, shape);

    /// <summary>Adds a dataset of booleans, which h5py opens as NumPy's bool.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public void Add(string dataset, ReadOnlySpan<bool> content, params ReadOnlySpan<long> shape) => Write(dataset, content, shape);

    private void Write<T>(string dataset, ReadOnlySpan<T> content, ReadOnlySpan<long> shape) where T : unmanaged
    {
        long[] extents = shape.IsEmpty ? [content.Length] : shape.ToArray();
        if (content.IsEmpty || extents.Aggregate(1L, static (product, extent) => product * extent) != content.Length)
            throw new ArgumentException(
                $"dataset '{dataset}': {content.Length} elements do not make the shape ({string.Join(", ", extents)})");
        DatasetCalls.Write(_file, dataset, content, extents, $"dataset '{dataset}'");
    }
}
