namespace HiqlRobotics.Control;

/// <summary>An input or output of a graph: its name and what one row of it holds.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Width">Elements per row, shape (batch, <paramref name="Width"/>); 0 for one scalar per row, shape (batch,).</param>
public readonly record struct GraphPort(string Name, int Width)
{
    /// <summary>Floats per row.</summary>
    public int RowLength => Math.Max(Width, 1);

    /// <summary>The shape for a batch of <paramref name="rows"/>.</summary>
    public long[] Shape(long rows) => Width == 0 ? [rows] : [rows, Width];

    /// <summary>Whether the dimensions declared by a graph are this port's, with a free first axis.</summary>
    public bool Accepts(ReadOnlySpan<int> dimensions) =>
        Width == 0 ? dimensions is [< 0] : dimensions is [< 0, var width] && width == Width;

    /// <summary>Name and shape, as messages print them.</summary>
    public override string ToString() => Width == 0 ? $"{Name}(batch)" : $"{Name}(batch,{Width})";
}
