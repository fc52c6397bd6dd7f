using System.IO.Compression;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

public sealed class NpzErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public NpzErrorTests()
    {
        _path = _folder.File("data.npz");
        Write(CompressionLevel.Optimal);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_says_so() =>
        Rejects(() => NpzReader.Open(_folder.File("none.npz")), "none.npz: no such file");

    [Fact]
    public void A_file_that_is_no_zip_says_so()
    {
        AtomicFile.WriteAllText(_path, "observations, actions");
        Rejects(() => NpzReader.Open(_path), "data.npz: not a readable npz (zip) file, or truncated");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public void A_truncated_file_says_so(int length)
    {
        AtomicFile.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);
        Rejects(() => NpzReader.Open(_path), "data.npz: not a readable npz (zip) file, or truncated");
    }

    [Fact]
    public void A_missing_key_lists_the_keys_there_are() =>
        Rejects(r => r.Read<float>("rewards"), "data.npz: key 'rewards' is missing; there are: observations, terminals");

    [Fact]
    public void A_wrong_type_names_both() =>
        Rejects(r => r.Read<double>("observations"), "key 'observations': expected float64, found float32 ('<f4')");

    [Fact]
    public void Singles_are_not_made_of_flags() =>
        Rejects(r => r.ReadSingle("terminals"), "key 'terminals': expected float32 or float64, found bool ('|b1')");

    [Fact]
    public void A_wrong_shape_names_both() => Rejects(
        r => r.Require("observations", NpyType.Float32, -1, 4), "key 'observations': expected shape (n, 4), found (5000, 2)");

    [Fact]
    public void Rows_beyond_the_end_are_refused() => Rejects(
        r => r.ReadRows("observations", 4999, new float[4]), "key 'observations': 4 elements asked for at 9998");

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Any_flipped_byte_of_the_content_is_noticed(CompressionLevel level)
    {
        Write(level);
        var intact = File.ReadAllBytes(_path);
        // Between the local header and the second member: content of observations, compressed or not.
        for (var at = 200; at < 6000; at += 97)
        {
            var flipped = (byte[])intact.Clone();
            flipped[at] ^= 0x10;
            AtomicFile.WriteAllBytes(_path, flipped);
            Rejects(r => r.Read<float>("observations"), "key 'observations': truncated or corrupted");
        }
    }

    [Fact]
    public void A_member_that_is_no_array_is_refused()
    {
        AddMember("notes.npy", "hello, this is text"u8);
        Rejects(() => NpzReader.Open(_path), "key 'notes': not an array");
    }

    [Fact]
    public void A_member_whose_shape_does_not_fit_its_size_is_refused()
    {
        using (var source = ZipFile.OpenRead(_path))
        using (var content = new MemoryStream())
        {
            source.GetEntry("observations.npy")!.Open().CopyTo(content);
            AddMemberAfter(source, "short.npy", content.ToArray().AsSpan()[..^8]);
        }
        Rejects(() => NpzReader.Open(_path), "key 'short': not an array: shape (5000, 2) of float32 does not fit");
    }

    [Fact]
    public void Other_files_in_the_zip_are_left_alone()
    {
        AddMember("README.txt", "hello"u8);

        using var reader = NpzReader.Open(_path);

        Assert.Equal(["observations", "terminals"], reader.Members.Select(member => member.Key));
    }

    private void Write(CompressionLevel level) => NpzWriter.Write(
        _path,
        npz =>
        {
            var random = new RandomStream(1, "content");
            npz.Add("observations", Enumerable.Range(0, 10_000).Select(_ => (float)random.NextGaussian()).ToArray(), 5000, 2);
            npz.Add("terminals", new bool[5000]);
        },
        level);

    private void AddMemberAfter(ZipArchive source, string name, ReadOnlySpan<byte> content)
    {
        source.Dispose();
        AddMember(name, content);
    }

    private void AddMember(string name, ReadOnlySpan<byte> content)
    {
        using var archive = ZipFile.Open(_path, ZipArchiveMode.Update);
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }

    private static void Rejects(Action act, string expected)
    {
        var error = Assert.Throws<InputException>(act);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private void Rejects(Action<NpzReader> act, string expected)
    {
        using var reader = NpzReader.Open(_path);
        Rejects(() => act(reader), expected);
    }
}
