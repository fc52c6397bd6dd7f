using System.Diagnostics;
using HiqlRobotics.Testing;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A browser without a screen and without a network.</summary>
internal static class HeadlessChromium
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Full path of the browser; null where there is none.</summary>
    public static string? Program { get; } = SystemProgram.Find("chromium");

    /// <summary>Opens a page.</summary>
    /// <returns>The document as the browser understood it, and a picture of it (PNG).</returns>
    public static (string Document, byte[] Picture) Open(string page, bool dark)
    {
        using TemporaryFolder folder = new();
        string[] common =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={folder.File("profile")}", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", "--window-size=1280,2400",
        ];
        var document = Run([.. common, "--dump-dom", $"file://{page}"]);
        Run([.. common, $"--screenshot={folder.File("page.png")}", $"file://{page}"]);
        return (document, File.ReadAllBytes(folder.File("page.png")));
    }

    private static string Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"chromium ran longer than {Limit}: {error.Result}");
        }
        Assert.True(process.ExitCode == 0, $"chromium: exit {process.ExitCode}: {error.Result}");
        return output.Result;
    }
}

/// <summary>A fact that needs Chromium; skipped, with the package to install, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (HeadlessChromium.Program is null)
            Skip = "no chromium on the PATH: apt install chromium";
    }
}
