using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Locomotion;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql walker tune</c>: a gait, the curve of its search, and what it does in a maze.</summary>
internal sealed class WalkerTuneCommand : HiqlCommand
{
    private static readonly GaitTuneOptions Defaults = new();

    private readonly Option<string> _family = new("--family") { Description = "Environment family", DefaultValueFactory = _ => "antmaze", HelpName = "name" };
    private readonly Option<int> _candidates = Count("--candidates", "Random candidates before the first generation", Defaults.RandomCandidates);
    private readonly Option<int> _coarse = Count("--coarse", "Generations at low noise", Defaults.CoarseGenerations);
    private readonly Option<int> _fine = Count("--fine", "Generations at the noise of the datasets", Defaults.FineGenerations);
    private readonly Option<int> _population = Count("--population", "Candidates of a generation", Defaults.Population);
    private readonly Option<double> _noise = new("--noise") { Description = "Action noise of the fine generations", DefaultValueFactory = _ => Defaults.Noise, HelpName = "x" };
    private readonly Option<double> _clip = new("--clip-penalty")
    {
        Description = "Metres per second lost if all torques are at their limit; smooth gaits are easier to imitate",
        DefaultValueFactory = _ => Defaults.ClipPenalty,
        HelpName = "x",
    };

    private readonly Option<long> _steps = new("--measure-steps") { Description = "Control steps of the measurement at the end", DefaultValueFactory = _ => 50_000, HelpName = "n" };
    private readonly Option<ulong> _seed = Options.Seed("candidates, ways and noise");
    private readonly Option<int> _jobs = Options.Jobs();
    private readonly Option<string> _out = new("--out") { Description = "Gait to write; the curve goes beside it as .svg", Required = true, HelpName = "file.json" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql walker tune --seed 0 --out models/gaits/ant.json", "how the gait that ships was made"),
        new("hiql walker tune --candidates 20 --coarse 2 --fine 2 --out gait.json", "a try in seconds"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _family, _candidates, _coarse, _fine, _population, _noise, _clip, _steps, _seed, _jobs, _out })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var gait = TunableGait.Of(arguments.GetRequiredValue(_family));
        var options = Tuning(arguments);
        var path = arguments.GetRequiredValue(_out);
        var curve = new List<GaitTuneProgress>();
        var values = terminal.Track("tune", "generations", meter => new GaitTuner(gait.Walker, gait.Parameters, gait.Create).Run(
            options,
            progress =>
            {
                curve.Add(progress);
                meter.Report(progress.Generation, progress.Generations, $"{progress.Stage}: best {progress.Best:0.00}, mean {progress.Mean:0.00}");
            },
            terminal.Cancellation));
        var report = Measure(gait, values, arguments, terminal);
        new GaitFile
        {
            Family = gait.Walker.Family,
            Parameters = gait.Parameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            Tuning = options,
            Measured = report,
        }.Save(path);
        AtomicFile.WriteAllText(Path.ChangeExtension(path, ".svg"), Draw(curve));
        return new Outcome(report, $"{WalkerMeasureCommand.Describe(report)}\nwrote {path}");
    }

    private GaitTuneOptions Tuning(ParseResult arguments)
    {
        var options = new GaitTuneOptions
        {
            Seed = arguments.GetValue(_seed),
            RandomCandidates = arguments.GetValue(_candidates),
            CoarseGenerations = arguments.GetValue(_coarse),
            FineGenerations = arguments.GetValue(_fine),
            Population = arguments.GetValue(_population),
            Noise = arguments.GetValue(_noise),
            ClipPenalty = arguments.GetValue(_clip),
            Jobs = arguments.GetValue(_jobs),
        };
        Require("--candidates", options.RandomCandidates, 1);
        Require("--coarse", options.CoarseGenerations, 0);
        Require("--fine", options.FineGenerations, 0);
        Require("--population", options.Population, 4);
        Require("--jobs", options.Jobs, 1);
        return options;
    }

    private GaitReport Measure(TunableGait gait, double[] values, ParseResult arguments, Terminal terminal) =>
        terminal.Track("walk", "episodes", meter => GaitMeasurement.Run(
            EnvironmentCatalog.Entry($"{gait.Walker.Family}-medium"), gait.Create(values).Steer, arguments.GetValue(_noise),
            arguments.GetValue(_steps), arguments.GetValue(_seed), arguments.GetValue(_jobs), (done, all) => meter.Report(done, all),
            terminal.Cancellation));

    private static string Draw(IReadOnlyList<GaitTuneProgress> curve) => LinePlot.Render(
        "fitness, m/s less penalties, by generation",
        [
            new("best", [.. curve.Select(point => ((double)point.Generation, point.Best))]),
            new("mean", [.. curve.Select(point => ((double)point.Generation, point.Mean))]),
        ],
        520, 240);

    private static Option<int> Count(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "n" };

    private static void Require(string option, int found, int minimum)
    {
        if (found < minimum)
            throw new InputException($"{option}: expected {minimum} or more, found {found}");
    }
}
