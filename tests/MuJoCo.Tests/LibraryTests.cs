using MuJoCo.Externs;

namespace MuJoCo.Tests;

public sealed class LibraryTests
{
    [Fact]
    public void Header_and_library_have_the_same_version()
    {
        MuJoCoLibrary.Load();

        Assert.Equal(MuJoCoLibrary.HeaderVersion, MuJoCoLibrary.Version);
        Assert.True(MuJoCoLibrary.Version >= 220);
        Assert.True(File.Exists(MuJoCoLibrary.Path));
        Assert.Equal(2, MuJoCoLibrary.VersionText.Count(static c => c == '.'));
    }

    [Fact]
    public void Versions_that_differ_refuse_to_start()
    {
        MuJoCoException error = Assert.Throws<MuJoCoException>(
            () => Loader.RequireSameVersion(222, 337, "/lib/libmujoco.so"));

        Assert.Contains("222", error.Message, StringComparison.Ordinal);
        Assert.Contains("337", error.Message, StringComparison.Ordinal);
        Assert.Contains("./hiql setup", error.Message, StringComparison.Ordinal);
    }
}
