using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Locomotion;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql walker measure</c>.</summary>
internal sealed class WalkerMeasureCommand : HiqlCommand
{
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string?> _gait = new("--gait") { Description = "A file of hiql walker tune; default: the gait that ships", HelpName = "file.json" };
    private readonly Option<double> _noise = new("--noise") { Description = "Standard deviation of the action noise", DefaultValueFactory = _ => 0.2, HelpName = "x" };
    private readonly Option<long> _steps = new("--steps") { Description = "Control steps, in episodes of 1000", DefaultValueFactory = _ => 50_000, HelpName = "n" };
    private readonly Option<ulong> _seed = Options.Seed("starts, goals and noise");
    private readonly Option<int> _jobs = Options.Jobs();

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql walker measure --env antmaze-medium", "50 000 steps at noise 0.2"),
        new("hiql walker measure --env antmaze-large --noise 0 --gait gait.json", "another gait, without noise"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _gait, _noise, _steps, _seed, _jobs })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var entry = EnvironmentCatalog.Entry(arguments.GetRequiredValue(_environment));
        var report = terminal.Track("walk", "episodes", meter => GaitMeasurement.Run(
            entry, Steering(entry, arguments.GetValue(_gait)), arguments.GetValue(_noise), Options.Positive("--steps", arguments.GetValue(_steps)),
            arguments.GetValue(_seed), Options.Positive("--jobs", arguments.GetValue(_jobs)), (done, all) => meter.Report(done, all), terminal.Cancellation));
        return new Outcome(report, Describe(report));
    }

    public static string Describe(GaitReport report) =>
        $"{report.Environment}, noise {report.Noise}: {report.SpeedMS:0.00} m/s towards its waypoints over {report.Steps:N0} steps, "
        + $"{report.StepsPerCell:0.0} steps a cell, longest stay {report.LongestStay}\n"
        + $"{report.Flips} flips ({report.FlipsPer50000:0.0} per 50 000 steps), up axis never below {report.UprightMinimum:0.00}";

    private static SteeringPolicy Steering(EnvironmentEntry entry, string? file)
    {
        var shipped = entry.Steer ?? throw new InputException($"{entry.Name}: nothing walks there; name a maze");
        return file is null ? shipped : TunableGait.Of(entry.Name[..entry.Name.IndexOf('-')]).Load(file).Steer;
    }
}
