using System.Numerics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>Extent and finiteness of a two-dimensional array, read once from front to back.</summary>
internal sealed class ColumnScan<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsPerBlock = 4096;
    private readonly float[] _minimum;
    private readonly float[] _maximum;

    /// <exception cref="InputException">The content is truncated or corrupted.</exception>
    public ColumnScan(NpzReader npz, NpyMember member)
    {
        var width = (int)member.RowLength;
        (_minimum, _maximum) = (new float[width], new float[width]);
        Array.Fill(_minimum, float.PositiveInfinity);
        Array.Fill(_maximum, float.NegativeInfinity);
        using var rows = npz.OpenRows<T>(member.Key);
        var block = new T[RowsPerBlock * width];
        for (var row = 0L; row < member.Rows; row += RowsPerBlock)
        {
            var part = block.AsSpan(0, (int)Math.Min(RowsPerBlock, member.Rows - row) * width);
            rows.Read(part);
            Take(part, row);
        }
    }

    public ColumnRange Range => new(_minimum, _maximum);

    public long NotFinite { get; private set; }

    public long FirstNotFinite { get; private set; } = -1;

    private void Take(ReadOnlySpan<T> values, long firstRow)
    {
        var width = _minimum.Length;
        for (var k = 0; k < values.Length; k++)
        {
            var value = float.CreateSaturating(values[k]);
            if (!T.IsFinite(values[k]))
            {
                NotFinite++;
                if (FirstNotFinite < 0)
                    FirstNotFinite = firstRow + k / width;
                continue;
            }
            _minimum[k % width] = Math.Min(_minimum[k % width], value);
            _maximum[k % width] = Math.Max(_maximum[k % width], value);
        }
    }
}
