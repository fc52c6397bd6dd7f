using System.IO.Compression;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Xunit;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

public sealed class NpzRoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 50)]
    public void Float32_keeps_its_bits(float[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void Float64_keeps_its_bits(double[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void Bool_keeps_its_bits(bool[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void UInt8_keeps_its_bits(byte[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void Int32_keeps_its_bits(int[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void Int64_keeps_its_bits(long[] content, bool deflate) => RoundTrip(content, deflate);

    [Property(MaxTest = 50)]
    public void Any_range_of_rows_is_what_the_whole_array_holds(
        NonNegativeInt rows, PositiveInt columns, NonNegativeInt first, NonNegativeInt count, bool deflate)
    {
        var shape = (Rows: rows.Get % 300, Columns: columns.Get % 7 + 1);
        var content = Enumerable.Range(0, shape.Rows * shape.Columns).Select(i => i * 0.5f).ToArray();
        var path = Save(deflate, npz => npz.Add("a", content, shape.Rows, shape.Columns));
        var start = shape.Rows == 0 ? 0 : first.Get % shape.Rows;
        var found = new float[count.Get % (shape.Rows - start + 1) * shape.Columns];

        using var reader = NpzReader.Open(path);
        reader.ReadRows<float>("a", start, found);

        Assert.Equal(content.AsSpan(start * shape.Columns, found.Length).ToArray(), found);
    }

    [Property(MaxTest = 30)]
    public void Bytes_do_not_depend_on_how_the_content_was_appended(PositiveInt piece, bool deflate)
    {
        var content = Enumerable.Range(0, 40_000).Select(i => i * i % 1013).ToArray();
        var whole = File.ReadAllBytes(Save(deflate, npz => npz.Add("a", content)));

        var pieces = File.ReadAllBytes(Save(deflate, npz =>
        {
            var member = npz.Begin<int>("a", content.Length);
            foreach (var part in content.Chunk(piece.Get * 37))
                member.Append(part);
        }));

        Assert.Equal(Sha256File.OfBytes(whole), Sha256File.OfBytes(pieces));
    }

    [Fact]
    public void A_scalar_and_an_empty_array_are_arrays()
    {
        var path = Save(deflate: true, npz =>
        {
            npz.Begin<double>("scalar").Append([2.5]);
            npz.Add<float>("empty", [], 0, 3);
        });

        using var reader = NpzReader.Open(path);

        Assert.Equal("()", reader.Member("scalar").ShapeText);
        Assert.Equal([2.5], reader.Read<double>("scalar"));
        Assert.Equal("(0, 3)", reader.Member("empty").ShapeText);
        Assert.Empty(reader.Read<float>("empty"));
    }

    [Fact]
    public void Double_content_is_rounded_to_single_on_request()
    {
        var content = Enumerable.Range(0, 20_000).Select(i => i / 3.0).ToArray();
        var path = Save(deflate: true, npz => npz.Add("a", content, 10_000, 2));

        using var reader = NpzReader.Open(path);

        Assert.Equal(content.Select(x => (float)x), reader.ReadSingle("a"));
    }

    [Fact]
    public void An_array_left_incomplete_leaves_no_file()
    {
        var path = _folder.File("incomplete.npz");

        var error = Assert.Throws<InvalidOperationException>(
            () => NpzWriter.Write(path, npz => npz.Begin<float>("a", 3).Append([1f])));

        Assert.Contains("'a': 2 elements", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private void RoundTrip<T>(T[] content, bool deflate) where T : unmanaged
    {
        var path = Save(deflate, npz => npz.Add("before", new byte[5]), npz => npz.Add("a", content, 1, content.Length));

        using var reader = NpzReader.Open(path);
        var found = reader.Read<T>("a");

        Assert.Equal([1L, content.Length], reader.Member("a").Shape);
        Assert.True(MemoryMarshal.AsBytes<T>(content).SequenceEqual(MemoryMarshal.AsBytes<T>(found)));
    }

    private string Save(bool deflate, params Action<NpzWriter>[] fill)
    {
        var path = _folder.File("a.npz");
        NpzWriter.Write(
            path, npz => Array.ForEach(fill, add => add(npz)), deflate ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        return path;
    }
}
