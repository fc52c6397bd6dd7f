using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public AtomicFileTests() => _path = _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_appears_whole_and_alone()
    {
        AtomicFile.WriteAllText(_path, "hello");

        Assert.Equal("hello", File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_failure_keeps_the_old_file_and_leaves_nothing_else()
    {
        AtomicFile.WriteAllText(_path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException("interrupted");
        }));

        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_full_disk_is_one_clear_line()
    {
        var error = Assert.Throws<HiqlException>(
            () => AtomicFile.Write(_path, _ => throw new IOException("No space left on device")));

        Assert.Equal($"{_path}: cannot be written (No space left on device); nothing was left half-written", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_beyond_the_allowed_size_is_one_clear_line()
    {
        var error = Assert.Throws<HiqlException>(
            () => AtomicFile.Write(_path, _ => throw new ArgumentOutOfRangeException("value", "The specified file length was too large")));

        Assert.StartsWith($"{_path}: cannot be written (", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_does_not_take_over_what_a_killed_process_of_the_same_id_left()
    {
        var left = Directory.CreateDirectory($"{_path}.tmp{Environment.ProcessId}").FullName;
        AtomicFile.WriteAllText(Path.Combine(left, "half.txt"), "half");

        AtomicFile.WriteDirectory(_path, folder => AtomicFile.WriteAllText(Path.Combine(folder, "new.txt"), "new"));

        Assert.Equal([Path.Combine(_path, "new.txt")], Directory.GetFileSystemEntries(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_takes_the_place_of_the_old_one()
    {
        AtomicFile.WriteDirectory(_path, folder => File.WriteAllLines(Path.Combine(folder, "old.txt"), ["1"]));

        AtomicFile.WriteDirectory(_path, folder => File.WriteAllLines(Path.Combine(folder, "new.txt"), ["2"]));

        Assert.Equal([Path.Combine(_path, "new.txt")], Directory.GetFileSystemEntries(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_failure_keeps_the_old_folder_and_leaves_nothing_else()
    {
        AtomicFile.WriteDirectory(_path, folder => File.WriteAllLines(Path.Combine(folder, "old.txt"), ["1"]));

        Assert.Throws<HiqlException>(() => AtomicFile.WriteDirectory(_path, folder =>
        {
            File.WriteAllLines(Path.Combine(folder, "new.txt"), ["2"]);
            throw new IOException("No space left on device");
        }));

        Assert.Equal([Path.Combine(_path, "old.txt")], Directory.GetFileSystemEntries(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
