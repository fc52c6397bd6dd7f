using System.Diagnostics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Runs a peer program and hands back what it printed.</summary>
internal static class PeerProcess
{
    /// <summary>Standard output of a finished program.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">One by one.</param>
    /// <exception cref="HiqlException">It ended with an error; the message has its last words.</exception>
    public static string Run(string program, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new HiqlException($"{program}: cannot be started");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new HiqlException(
            $"{program}: ended with {process.ExitCode}: {SystemProgram.LastLine(errors.Result + output)}");
    }
}
