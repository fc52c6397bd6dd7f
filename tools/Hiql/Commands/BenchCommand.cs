using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Bench;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;
using TorchSharp;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql bench</c>: figures beside their peers'.</summary>
internal sealed class BenchCommand : HiqlCommand
{
    private static readonly string[] Known = ["sim", "inference", "tick", "loop", "learner", "sampler", "render"];
    private static readonly string DefaultBundle = Path.Combine("models", "bundles", "pointmaze-medium");

    private readonly Argument<string> _which = new("which") { Description = string.Join(", ", Known), HelpName = "which" };
    private readonly Option<string> _bundle = new("--bundle") { Description = "Bundle of tick and inference", DefaultValueFactory = _ => DefaultBundle, HelpName = "dir" };
    private readonly Option<string> _environment = new("--env") { Description = "Environment of sim and render", DefaultValueFactory = _ => "pointmaze-medium", HelpName = "name" };
    private readonly Option<string?> _model = new("--model") { Description = "MJCF file of sim, instead of an environment's", HelpName = "file.xml" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often ours and the peer are measured, in turn", DefaultValueFactory = _ => 7, HelpName = "n" };
    private readonly Option<int> _threads = new("--threads") { Description = "CPU threads of learner, its peer and sampler", DefaultValueFactory = _ => 2, HelpName = "n" };
    private readonly Option<string> _device = new("--device") { Description = "cpu or cuda: where learner, its peer and sampler run", DefaultValueFactory = _ => "cpu", HelpName = "name" };
    private readonly Option<double> _rate = new("--rate") { Description = "Ticks per second of loop", DefaultValueFactory = _ => 1000, HelpName = "hz" };
    private readonly Option<double> _seconds = new("--seconds") { Description = "Duration of loop, and of each measurement of render", DefaultValueFactory = _ => 5, HelpName = "t" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql bench sim", "physics from C# against mujoco-testspeed"),
        new("hiql bench sim --env antmaze-medium", "the ant's, and how many times faster than life a whole evaluation step is"),
        new("hiql bench tick --bundle models/bundles/pointmaze-medium", "our tick against ONNX Runtime alone, with bytes allocated"),
        new("hiql bench learner --rounds 3", "training steps against eager PyTorch"),
        new("hiql bench learner --device cuda", "the same on a GPU, against the PyTorch of python3"),
        new("hiql bench render --env antmaze-medium --rounds 3", "our window against mujoco-simulate"),
        new("hiql bench loop --rate 1000 --seconds 10", "wake-up errors against cyclictest"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_which);
        foreach (var option in new Option[] { _bundle, _environment, _model, _rounds, _threads, _device, _rate, _seconds })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var (which, rounds) = (arguments.GetRequiredValue(_which), Options.Positive("--rounds", arguments.GetValue(_rounds)));
        var (results, allocated) = Measure(which, rounds, arguments, terminal);
        var document = new BenchDocument
        {
            Bench = which,
            Results = results,
            AllocatedBytesPerTick = allocated,
            Rounds = which == "loop" ? 1 : rounds,
            Machine = Machine.Describe(),
        };
        return new Outcome(document, Describe(document));
    }

    private (IReadOnlyList<BenchResult> Results, double? AllocatedBytesPerTick) Measure(
        string which, int rounds, ParseResult arguments, Terminal terminal) => which switch
        {
            "sim" => (Simulate(arguments, rounds, terminal), null),
            "inference" => (InferenceBench.Run(arguments.GetRequiredValue(_bundle), rounds, terminal), null),
            "tick" => TickBench.Run(arguments.GetRequiredValue(_bundle), rounds, terminal),
            "loop" => LoopBench.Run(arguments.GetValue(_rate), arguments.GetValue(_seconds)),
            "learner" => (LearnerBench.Run(arguments.GetValue(_threads), Device(arguments), rounds, terminal), null),
            "sampler" => (SamplerBench.Run(arguments.GetValue(_threads), Device(arguments), rounds, terminal), null),
            "render" => (RenderBench.Run(arguments.GetRequiredValue(_environment), arguments.GetValue(_seconds), rounds, terminal), null),
            _ => throw new InputException($"bench: '{which}' is not known{Text.DidYouMean(which, Known)}; there are: {string.Join(", ", Known)}"),
        };

    private torch.Device Device(ParseResult arguments) => ComputeDevice.Find(arguments.GetRequiredValue(_device));

    private IReadOnlyList<BenchResult> Simulate(ParseResult arguments, int rounds, Terminal terminal)
    {
        if (arguments.GetValue(_model) is { } model)
            return [SimBench.Run(Path.GetFileNameWithoutExtension(model), model, rounds, terminal)];
        var name = arguments.GetRequiredValue(_environment);
        using var environment = EnvironmentCatalog.Create(name);
        var folder = Directory.CreateTempSubdirectory("hiql-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, $"{name}.xml");
            AtomicFile.WriteAllText(file, environment.Physics.Mjcf);
            var physics = SimBench.Run(name, file, rounds, terminal);
            var bundle = Path.Combine("models", "bundles", name);
            return Directory.Exists(bundle) ? [physics, EvaluationStepBench.Run(environment, bundle, rounds, terminal)] : [physics];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Describe(BenchDocument document)
    {
        string Number(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "";
        string[][] rows =
        [
            ["what", "ours", "peer", "", "unit", "ratio"],
            .. document.Results.Select(r => (string[])[r.Name, Number(r.Value), Number(r.PeerValue), r.Peer ?? "", r.Unit, r.Ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? ""]),
        ];
        var allocated = document.AllocatedBytesPerTick is { } bytes ? $"\n{bytes:0.###} bytes allocated per tick" : "";
        return $"{Text.Table(rows)}{allocated}\nmedians of {document.Rounds} rounds in turn; {document.Machine}";
    }
}
