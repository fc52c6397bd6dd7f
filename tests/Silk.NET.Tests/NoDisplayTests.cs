namespace HiqlRobotics.Tests.Windowing;

public sealed class NoDisplayTests
{
    [Fact]
    public void Without_a_display_one_line_says_so()
    {
        var (exitCode, output) = WindowProbe.Run(environment =>
        {
            environment.Remove("DISPLAY");
            environment.Remove("WAYLAND_DISPLAY");
        });

        Assert.Equal(1, exitCode);
        Assert.StartsWith("GlfwException: No window can be opened: X11", output, StringComparison.Ordinal);
        Assert.Contains("DISPLAY", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
    }

    [Fact]
    public void Without_libglfw_one_line_says_how_to_get_it()
    {
        var folder = Directory.CreateTempSubdirectory("no-glfw");
        try
        {
            // The loader stops at the first file of this name, and this one is no library.
            using (File.CreateText(Path.Combine(folder.FullName, "libglfw.so.3")))
            using (File.CreateText(Path.Combine(folder.FullName, "libglfw.so")))
            {
            }

            var (exitCode, output) = WindowProbe.Run(environment => environment["LD_LIBRARY_PATH"] = folder.FullName);

            Assert.Equal(1, exitCode);
            Assert.StartsWith("PlatformNotSupportedException: GLFW is missing", output, StringComparison.Ordinal);
            Assert.Contains("./hiql setup --window", output, StringComparison.Ordinal);
            Assert.Single(output.Split('\n'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
