using HiqlRobotics.Engines.Hdf5;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Hdf5;

public sealed class Hdf5WriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var (path, numbers) = (_folder.File("f.hdf5"), Enumerable.Range(0, 300_000).Select(k => MathF.Sin(k)).ToArray());

        Hdf5Files.Write(path, file =>
        {
            file.Add("deep/down/single", numbers, 100_000, 3);
            file.Add("double", new[] { 1 / 3.0, -2 });
            file.Add("bool", new[] { true, false, true });
        });

        using var read = Hdf5File.OpenRead(path);
        Assert.Equal(["bool", "deep/down/single", "double"], read.Datasets);
        Assert.Equal(numbers, read.ReadSingle("deep/down/single"));
        Assert.Equal([100_000L, 3L], read.Dataset("deep/down/single").Shape);
        Assert.Equal([1 / 3.0, -2], read.ReadDouble("double"));
        Assert.Equal([1f, 0f, 1f], read.ReadSingle("bool"));
        Assert.Equal(Hdf5ElementClass.Boolean, read.Dataset("bool").ElementClass);
    }

    [PythonFact("h5py", "numpy")]
    public void H5py_opens_it_and_finds_types_chunks_and_gzip()
    {
        var path = _folder.File("f.hdf5");
        Hdf5Files.Write(path, file =>
        {
            file.Add("infos/qpos", new[] { 1f, 2, 3, 4, 5, 6 }, 3, 2);
            file.Add("timeouts", new[] { true, false });
        });

        var output = SystemPython.Run(
            """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f:
                q, t = f["infos/qpos"], f["timeouts"]
                assert q.dtype == np.float32 and q.compression == "gzip" and q.chunks == (3, 2), q
                assert np.array_equal(q[:], [[1, 2], [3, 4], [5, 6]])
                assert t.dtype == bool and list(t[:]) == [True, False], t
            print("fine")
            """,
            path);

        Assert.Equal("fine", output);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused() => Assert.Throws<ArgumentException>(
        () => Hdf5Files.Write(_folder.File("f.hdf5"), file => file.Add("d", new[] { 1f, 2 }, 3)));

    [Fact]
    public void A_dataset_that_is_there_already_is_named()
    {
        var error = Assert.Throws<Hdf5Exception>(() => Hdf5Files.Write(_folder.File("f.hdf5"), file =>
        {
            file.Add("a/d", new[] { 1f });
            file.Add("a/d", new[] { 1f });
        }));

        Assert.StartsWith("dataset 'a/d': ", error.Message);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_whatever_the_hour()
    {
        var numbers = Enumerable.Range(0, 100_000).Select(k => (double)k).ToArray();
        Write("a.hdf5");
        using (var later = new ManualResetEvent(false))
            later.WaitOne(TimeSpan.FromSeconds(1.1));
        Write("b.hdf5");

        Assert.Equal(File.ReadAllBytes(_folder.File("a.hdf5")), File.ReadAllBytes(_folder.File("b.hdf5")));

        void Write(string name) => Hdf5Files.Write(_folder.File(name), file =>
        {
            file.Add("infos/d", numbers);
            file.Add("b", new[] { true });
        });
    }

    [Fact]
    public void A_stream_that_refuses_is_the_callers_error()
    {
        using var closed = new MemoryStream(new byte[10]);

        Assert.Throws<NotSupportedException>(() => Hdf5Writer.Write(closed, file => file.Add("d", new[] { 1f })));
    }
}
