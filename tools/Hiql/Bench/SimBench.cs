using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;
using MuJoCo;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Physics steps per second from C# and from MuJoCo's own C program, on the same MJCF.</summary>
internal static partial class SimBench
{
    private const string Peer = "mujoco-testspeed";
    private const int CallsPerMeasurement = 1000;

    /// <param name="name">What the model is called in the result.</param>
    /// <param name="file">MJCF file, read by both.</param>
    /// <param name="rounds">Measurements of each.</param>
    /// <param name="terminal">For cancellation.</param>
    public static BenchResult Run(string name, string file, int rounds, Terminal terminal)
    {
        using var model = MjModel.FromFile(file);
        var steps = StepsFor(model);
        var program = SystemProgram.Find(Peer);
        return InTurn.Measure(
            $"physics steps, {name}", "steps/s", Peer, rounds, () => Ours(model, steps),
            program is null ? null : () => Theirs(program, file, steps), terminal.Cancellation);
    }

    // As many steps as take about a second.
    private static int StepsFor(MjModel model) => (int)Math.Clamp(Ours(model, CallsPerMeasurement), CallsPerMeasurement, 1e6);

    // One native call per step, as an environment with one sub-step makes them; no control input on either side.
    private static double Ours(MjModel model, int steps)
    {
        using var data = new MjData(model);
        data.Reset();
        var started = Stopwatch.GetTimestamp();
        for (var step = 0; step < steps; step++)
            data.Step(1);
        return steps / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Theirs(string program, string file, int steps)
    {
        const string oneThread = "1", noControlNoise = "0";
        var output = PeerProcess.Run(
            program, new Dictionary<string, string>(), file, steps.ToString(CultureInfo.InvariantCulture), oneThread, noControlNoise);
        var match = StepsPerSecond().Match(output);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new HiqlException($"{Peer}: printed no steps per second");
    }

    [GeneratedRegex(@"[Ss]teps per second\s*:\s*([0-9.]+)")]
    private static partial Regex StepsPerSecond();
}
