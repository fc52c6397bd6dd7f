namespace HiqlRobotics.Engines.Hdf5;

/// <summary>What the elements of a dataset are; all but <see cref="Other"/> can be read as numbers.</summary>
public enum Hdf5ElementClass
{
    /// <summary>IEEE numbers of any width.</summary>
    Float,

    /// <summary>Integers, signed or not, other than <see cref="UInt8"/>.</summary>
    Integer,

    /// <summary>Bytes.</summary>
    UInt8,

    /// <summary>What h5py makes of NumPy's bool: an enumeration FALSE, TRUE.</summary>
    Boolean,

    /// <summary>Text, compounds, references and the like.</summary>
    Other,
}

/// <summary>A dataset without its content.</summary>
/// <param name="Path">From the root, e.g. <c>infos/qpos</c>.</param>
/// <param name="Shape">Extent per axis; empty for a scalar.</param>
/// <param name="ElementClass">What its elements are.</param>
/// <param name="ElementSize">Bytes per element in the file.</param>
public sealed record Hdf5Dataset(string Path, IReadOnlyList<long> Shape, Hdf5ElementClass ElementClass, int ElementSize)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, static (product, extent) => checked(product * extent));
}
