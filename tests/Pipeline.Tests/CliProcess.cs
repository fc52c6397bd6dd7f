using System.Diagnostics;
using System.Text.Json;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What a finished call of the real program left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Lines on stderr that are not progress.</summary>
    public string[] ErrorLines => [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("error:", StringComparison.Ordinal))];
}

/// <summary>Runs the program as a user would: a process of its own, in a folder of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    /// <param name="programFolder">Where the program lies; null for the one under test.</param>
    public CliProcess(string? programFolder = null) => _program = Path.Combine(programFolder ?? AppContext.BaseDirectory, "hiql.dll");

    /// <summary>The display of every call; null for that of the tests, if they have one.</summary>
    public string? Display { get; init; }

    /// <summary>Further variables of every call.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The working directory of every call.</summary>
    public string Folder => _folder.Path;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public CliResult Run(params string[] arguments) => Finish(Start(arguments), arguments);

    /// <summary>The same after a line of bash, e.g. <c>unset DISPLAY</c> or <c>ulimit -f 24</c>.</summary>
    public CliResult RunAfter(string bash, params string[] arguments) =>
        Finish(Start("bash", ["-c", $"{bash}; exec dotnet \"$0\" \"$@\"", _program, .. arguments]), arguments);

    private static CliResult Finish(Process process, string[] arguments)
    {
        using var finished = process;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"hiql {string.Join(' ', arguments)} ran longer than {Limit}");
        }
        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The same where success is expected; shows what the program said otherwise.</summary>
    public JsonElement RunJson(params string[] arguments)
    {
        var result = Run([.. arguments, "--json"]);
        Assert.True(result.ExitCode == 0, $"hiql {string.Join(' ', arguments)}: exit {result.ExitCode}: {result.Error}");
        return result.Json;
    }

    /// <summary>Starts a call and kills it without warning as soon as the condition holds.</summary>
    /// <returns>Whether it was killed before it ended by itself.</returns>
    public bool RunAndKill(Func<bool> condition, params string[] arguments)
    {
        using var process = Start(arguments);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var deadline = Stopwatch.GetTimestamp() + Limit.Ticks * (Stopwatch.Frequency / TimeSpan.TicksPerSecond);
        while (!condition() && Stopwatch.GetTimestamp() < deadline)
            if (process.WaitForExit(TimeSpan.FromMilliseconds(2)))
                return false;
        process.Kill();
        process.WaitForExit();
        return true;
    }

    /// <summary>Asks a call to stop, as Ctrl-C does, as soon as the condition holds.</summary>
    /// <remarks>By SIGTERM, which is handled alike: what runs in the background of a shell ignores SIGINT.</remarks>
    public CliResult RunAndStop(Func<bool> condition, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        while (!condition() && !process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
        }
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            kill.WaitForExit();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => _folder.Dispose();

    private Process Start(string[] arguments) => Start("dotnet", [_program, .. arguments]);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment.Remove("HIQL_DEBUG");
        if (Display is not null)
            start.Environment["DISPLAY"] = Display;
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
