namespace HiqlRobotics.Contracts;

/// <summary>The element types we exchange with NumPy; little-endian.</summary>
public enum NpyType
{
    /// <summary><c>&lt;f4</c>, <see cref="float"/>.</summary>
    Float32,

    /// <summary><c>&lt;f8</c>, <see cref="double"/>.</summary>
    Float64,

    /// <summary><c>|b1</c>, <see cref="bool"/>.</summary>
    Bool,

    /// <summary><c>|u1</c>, <see cref="byte"/>.</summary>
    UInt8,

    /// <summary><c>&lt;i4</c>, <see cref="int"/>.</summary>
    Int32,

    /// <summary><c>&lt;i8</c>, <see cref="long"/>.</summary>
    Int64,

    /// <summary><c>&lt;f2</c>, <see cref="Half"/>.</summary>
    Float16,
}

/// <summary>NumPy's words for <see cref="NpyType"/>.</summary>
public static class NpyTypes
{
    private static readonly (NpyType Type, string Descr, Type Clr, int Size)[] Table =
    [
        (NpyType.Float32, "<f4", typeof(float), sizeof(float)),
        (NpyType.Float64, "<f8", typeof(double), sizeof(double)),
        (NpyType.Bool, "|b1", typeof(bool), sizeof(bool)),
        (NpyType.UInt8, "|u1", typeof(byte), sizeof(byte)),
        (NpyType.Int32, "<i4", typeof(int), sizeof(int)),
        (NpyType.Int64, "<i8", typeof(long), sizeof(long)),
        (NpyType.Float16, "<f2", typeof(Half), sizeof(ushort)),
    ];

    /// <summary>The type behind a .npy <c>descr</c>; null where we do not read it.</summary>
    public static NpyType? FromDescr(string descr)
    {
        foreach (var row in Table)
            if (row.Descr == descr)
                return row.Type;
        return null;
    }

    /// <summary>The NumPy type of a C# type.</summary>
    /// <exception cref="ArgumentException">There is none in <see cref="NpyType"/>.</exception>
    public static NpyType Of<T>() where T : unmanaged
    {
        foreach (var row in Table)
            if (row.Clr == typeof(T))
                return row.Type;
        throw new ArgumentException($"{typeof(T)} has no NumPy element type here");
    }

    /// <summary>NumPy's <c>descr</c>, e.g. <c>&lt;f4</c>.</summary>
    public static string Descr(this NpyType type) => Table[(int)type].Descr;

    /// <summary>Bytes per element.</summary>
    public static int Size(this NpyType type) => Table[(int)type].Size;

    /// <summary>NumPy's name in messages, e.g. <c>float32</c>.</summary>
    public static string Word(this NpyType type) => type.ToString().ToLowerInvariant();
}
