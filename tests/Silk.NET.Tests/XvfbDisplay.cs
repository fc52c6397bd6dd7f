using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>An X server of our own on the first free display, for the time of the tests.</summary>
public sealed partial class XvfbDisplay : IDisposable
{
    private readonly Process? _server;

    public XvfbDisplay()
    {
        // Without Xvfb every test of the class is skipped, but xunit makes the fixture all the same.
        if (XvfbFactAttribute.Missing is not null) return;
        var start = new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.BeginErrorReadLine();
        Name = ":" + _server.StandardOutput.ReadLine();
        // GLFW reads the C environment, which .NET's own variables do not reach.
        if (SetEnvironment("DISPLAY", Name, 1) != 0) throw new InvalidOperationException("setenv failed");
    }

    /// <summary>For DISPLAY; null where there is no Xvfb.</summary>
    public string? Name { get; }

    /// <summary>Moves the pointer, presses keys: what xdotool does on this display.</summary>
    public void Input(params string[] arguments)
    {
        var start = new ProcessStartInfo("xdotool", arguments);
        start.Environment["DISPLAY"] = Name;
        using var tool = Process.Start(start)!;
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
    }

    public void Dispose()
    {
        _server?.Kill();
        _server?.WaitForExit();
        _server?.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
