using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

/// <summary>NumPy is the other side of the format: it opens ours, we open its.</summary>
public sealed class NpzNumpyTests : IDisposable
{
    private const string Arrays = """
        import sys, numpy as np
        arrays = dict(
            f4=np.arange(60, dtype=np.float32).reshape(5, 4, 3) / 7, f8=np.linspace(-1, 1, 11),
            b1=np.arange(9) % 2 == 0, u1=np.arange(256, dtype=np.uint8).reshape(16, 16),
            i4=np.arange(-5, 5, dtype=np.int32), i8=np.array(2**40 + 1), empty=np.zeros((0, 3), np.float32))

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact("numpy")]
    public void Numpy_loads_ours()
    {
        var path = _folder.File("ours.npz");
        NpzWriter.Write(path, npz =>
        {
            npz.Add("f4", Enumerable.Range(0, 60).Select(i => i / 7f).ToArray(), 5, 4, 3);
            npz.Add("b1", Enumerable.Range(0, 9).Select(i => i % 2 == 0).ToArray());
            npz.Add("u1", Enumerable.Range(0, 256).Select(i => (byte)i).ToArray(), 16, 16);
            npz.Add("i4", Enumerable.Range(-5, 10).ToArray());
            npz.Add("i8", [(1L << 40) + 1], []);
            npz.Add<float>("empty", [], 0, 3);
        });

        var verdict = SystemPython.Run(
            Arrays + """
            del arrays['f8']; arrays['i8'] = arrays['i8'].reshape(1)
            found = np.load(sys.argv[1])
            assert sorted(found) == sorted(arrays), sorted(found)
            for key, a in arrays.items():
                assert found[key].dtype == a.dtype and found[key].shape == a.shape and (found[key] == a).all(), key
            print('same')
            """,
            path);

        Assert.Equal("same", verdict);
    }

    [PythonTheory("numpy")]
    [InlineData("savez")]
    [InlineData("savez_compressed")]
    public void We_load_numpys(string save)
    {
        var path = _folder.File("numpy.npz");
        SystemPython.Run(Arrays + $"np.{save}(sys.argv[1], **arrays)", path);

        using var reader = NpzReader.Open(path);

        reader.Require("f4", NpyType.Float32, 5, 4, 3);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i / 7f), reader.Read<float>("f4"));
        Assert.Equal(-1.0, reader.Read<double>("f8")[0]);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => i % 2 == 0), reader.Read<bool>("b1"));
        Assert.Equal(255, reader.Read<byte>("u1")[^1]);
        Assert.Equal(Enumerable.Range(-5, 10), reader.Read<int>("i4"));
        Assert.Equal([(1L << 40) + 1], reader.Read<long>("i8"));
        reader.Require("empty", NpyType.Float32, 0, 3);
    }

    [PythonFact("numpy")]
    public void Newer_header_versions_are_read()
    {
        var path = _folder.File("versions.npz");
        SystemPython.Run(
            """
            import sys, zipfile, numpy as np
            with zipfile.ZipFile(sys.argv[1], 'w') as z:
                for version in (1, 2, 3):
                    with z.open(f'v{version}.npy', 'w') as f:
                        np.lib.format.write_array(f, np.full((2, 2), version, np.float32), version=(version, 0))
            """,
            path);

        using var reader = NpzReader.Open(path);

        for (var version = 1; version <= 3; version++)
            Assert.Equal([version, version, version, version], reader.Read<float>($"v{version}"));
    }

    [PythonFact("numpy")]
    public void What_we_do_not_read_is_listed_and_refused_with_a_way_out()
    {
        var path = _folder.File("other.npz");
        SystemPython.Run(
            """
            import sys, numpy as np
            np.savez(sys.argv[1], fortran=np.asfortranarray(np.zeros((3, 2), np.float32)), text=np.array(['a', 'bc']),
                     big=np.zeros(3, '>f4'), complex=np.zeros(3, np.complex64), record=np.zeros(2, [('x', 'f4'), ('y', 'i8')]))
            """,
            path);

        using var reader = NpzReader.Open(path);

        Assert.Contains("ascontiguousarray", Error(() => reader.Read<float>("fortran")), StringComparison.Ordinal);
        foreach (var (key, descr) in new[] { ("text", "<U2"), ("big", ">f4"), ("complex", "<c8"), ("record", "structured") })
            Assert.Contains($"key '{key}': expected float32, found a type we do not read ('{descr}')",
                Error(() => reader.Read<float>(key)), StringComparison.Ordinal);
    }

    [PythonFact("numpy")]
    public void Files_beyond_four_gigabytes_have_their_zip64_parts_read()
    {
        // Python writes zip64 records for any size when told to: the same records as for 4 GiB, without the 4 GiB.
        var path = _folder.File("zip64.npz");
        SystemPython.Run(
            """
            import sys, zipfile, numpy as np
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
                with z.open('a.npy', 'w', force_zip64=True) as f:
                    np.lib.format.write_array(f, np.arange(1000, dtype=np.float32))
            """,
            path);

        using var reader = NpzReader.Open(path);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), reader.Read<float>("a"));
    }

    private static string Error(Action act) => Assert.Throws<InputException>(act).Message;
}
