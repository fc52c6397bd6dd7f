using HiqlRobotics.Engines.Hdf5;
using HiqlRobotics.Engines.Hdf5.Handles;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Hdf5;

public sealed class HandleTests
{
    [Fact]
    public void Nothing_stays_open_after_success_or_failure()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.hdf5");
        var before = Hdf5Handle.Open;

        Hdf5Files.Write(path, file => file.Add("a/b", new[] { 1f, 2 }));
        Assert.Throws<Hdf5Exception>(() => Hdf5Files.Write(folder.File("g"), file =>
        {
            file.Add("a", new[] { 1f });
            file.Add("a", new[] { 1f });
        }));
        using (var file = Hdf5File.OpenRead(path))
        {
            _ = file.Datasets;
            file.ReadSingle("a/b");
            Assert.Throws<Hdf5Exception>(() => file.ReadSingle("a"));
            Assert.Throws<Hdf5Exception>(() => file.ReadSingle("b"));
        }

        Assert.Equal(before, Hdf5Handle.Open);
    }

    [Fact]
    public void A_closed_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Hdf5Files.Write(folder.File("f"), file => file.Add("a", new[] { 1f }));
        var closed = Hdf5File.OpenRead(folder.File("f"));
        closed.Dispose();

        Assert.Throws<ObjectDisposedException>(() => closed.ReadSingle("a"));
    }

    [Fact]
    public void Threads_take_turns()
    {
        using var folder = new TemporaryFolder();
        var content = Enumerable.Range(0, 10_000).Select(k => (float)k).ToArray();
        Hdf5Files.Write(folder.File("f"), file => file.Add("a", content));

        Parallel.For(0, 8, _ =>
        {
            using var file = Hdf5File.OpenRead(folder.File("f"));
            Assert.Throws<Hdf5Exception>(() => file.ReadSingle("none"));
            Assert.Equal(content, file.ReadSingle("a"));
        });
    }
}
