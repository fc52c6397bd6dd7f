namespace HiqlRobotics.Contracts;

/// <summary>What an array in an npz file is, without its content.</summary>
/// <param name="Key">Its name, e.g. <c>observations</c>.</param>
/// <param name="Type">Element type; null where it is one we do not read (<paramref name="Descr"/> says which).</param>
/// <param name="Descr">NumPy's type word as found in the file, e.g. <c>&lt;f4</c>.</param>
/// <param name="Shape">Extent per axis; empty for a scalar.</param>
/// <param name="FortranOrder">Column-major content, which we list but do not read.</param>
/// <param name="HeaderBytes">Bytes before the content.</param>
public sealed record NpyMember(
    string Key, NpyType? Type, string Descr, IReadOnlyList<long> Shape, bool FortranOrder, int HeaderBytes)
{
    /// <summary>Number of elements.</summary>
    public long Count => Product(0);

    /// <summary>Extent of the first axis; 1 for a scalar.</summary>
    public long Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>Elements per row: the product of all axes but the first.</summary>
    public long RowLength => Product(1);

    /// <summary>The shape as NumPy prints it: <c>(3, 2)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    public string ShapeText => Format(Shape);

    /// <summary>A shape as NumPy prints it; −1 (any extent) as <c>n</c>.</summary>
    public static string Format(IReadOnlyList<long> shape) => shape.Count == 1
        ? $"({Extent(shape[0])},)"
        : $"({string.Join(", ", shape.Select(Extent))})";

    private static string Extent(long extent) => extent < 0 ? "n" : extent.ToString();

    private long Product(int firstAxis)
    {
        var product = 1L;
        for (var axis = firstAxis; axis < Shape.Count; axis++)
            product = checked(product * Shape[axis]);
        return product;
    }
}
