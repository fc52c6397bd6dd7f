using System.IO.Compression;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

public sealed class NpzMemoryTests : IDisposable
{
    private const int Rows = 500_000, Columns = 8, Megabyte = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Rows_cost_the_rows_and_not_the_file(CompressionLevel level)
    {
        var path = Save(level);
        var found = new float[10 * Columns];

        var before = GC.GetAllocatedBytesForCurrentThread();
        using (var reader = NpzReader.Open(path))
            reader.ReadRows<float>("observations", Rows - 10, found);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Value(Rows - 10), found[0]);
        Assert.Equal(Value(Rows - 1), found[^Columns]);
        // The array is 16 MB; buffers of the zip and of the file take about a hundred kilobytes.
        Assert.InRange(allocated, 1, Megabyte);
    }

    [Fact]
    public void A_scan_costs_one_block()
    {
        var path = Save(CompressionLevel.Fastest);
        var block = new float[1000 * Columns];
        var sum = 0.0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        using (var reader = NpzReader.Open(path))
        using (var rows = reader.OpenRows<float>("observations"))
            while (rows.Position < rows.Member.Count)
            {
                rows.Read(block);
                for (var i = 0; i < block.Length; i += Columns)
                    sum += block[i];
            }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Enumerable.Range(0, Rows).Sum(row => (double)Value(row)), sum);
        Assert.InRange(allocated, 1, Megabyte);
    }

    private static float Value(int row) => row % 1013;

    private string Save(CompressionLevel level)
    {
        var path = _folder.File("large.npz");
        NpzWriter.Write(
            path,
            npz =>
            {
                var member = npz.Begin<float>("observations", Rows, Columns);
                var row = new float[Columns];
                for (var i = 0; i < Rows; i++)
                {
                    Array.Fill(row, Value(i));
                    member.Append(row);
                }
            },
            level);
        return path;
    }
}
