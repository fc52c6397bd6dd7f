using HiqlRobotics.Engines.Hdf5.Calls;
using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5;

/// <summary>
/// Writes whole datasets, chunked and deflated; groups appear on the way. The same content gives the same bytes. Write to
/// a temporary sibling and rename it: a failure leaves half a file.
/// </summary>
public sealed class Hdf5Writer
{
    private readonly string _path;
    private readonly FileHandle _file;

    private Hdf5Writer(string path, FileHandle file) => (_path, _file) = (path, file);

    /// <summary>Creates a file, or empties the one there is, and fills it.</summary>
    /// <exception cref="Hdf5Exception">It cannot be created or written.</exception>
    public static void Write(string path, Action<Hdf5Writer> fill)
    {
        using var entered = Loader.Enter();
        using var file = FileCalls.Create(path);
        fill(new Hdf5Writer(path, file));
        // Closing tells nobody that the disk was full; flushing does.
        FileCalls.Flush(file, path);
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
        DatasetCalls.Write(_file, dataset, content, extents, $"{_path}: dataset '{dataset}'");
    }
}
