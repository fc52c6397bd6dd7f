using System.Diagnostics;

namespace HiqlRobotics.Testing;

/// <summary>
/// The distribution's Python, which the tests use as an independent reader and writer of our formats. Never a part of
/// the product.
/// </summary>
public static class SystemPython
{
    private const string Interpreter = "/usr/bin/python3";
    private static readonly Dictionary<string, bool> Found = [];

    /// <summary>Whether Python and this module are there.</summary>
    public static bool Has(string module)
    {
        lock (Found)
        {
            if (!Found.TryGetValue(module, out var found))
                Found[module] = found = File.Exists(Interpreter) && Start($"import {module}", []).ExitCode == 0;
            return found;
        }
    }

    /// <summary>Runs a script and returns what it printed; fails with its error output.</summary>
    /// <param name="script">Python source; <c>sys.argv[1:]</c> are the arguments.</param>
    /// <param name="arguments">Passed on as they are.</param>
    public static string Run(string script, params string[] arguments)
    {
        var (exitCode, output, error) = Start(script, arguments);
        return exitCode == 0 ? output.Trim() : throw new InvalidOperationException($"python: exit {exitCode}: {error}");
    }

    private static (int ExitCode, string Output, string Error) Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", script, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
