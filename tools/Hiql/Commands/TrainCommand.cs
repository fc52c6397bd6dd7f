using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql train</c>: dataset to run folder.</summary>
internal sealed class TrainCommand : HiqlCommand
{
    private readonly Option<string> _data = new("--data") { Description = "Dataset (.npz); a -val file beside it is used for metrics", Required = true, HelpName = "file.npz" };
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string> _agent = new("--agent") { Description = "hiql, lavl (HIQL on a latent distance), or the flat gcivl, gciql and gcbc", DefaultValueFactory = _ => "hiql", HelpName = "name" };
    private readonly Option<string> _preset = new("--preset")
    {
        Description = "small: minutes on a CPU; ogbench: OGBench's settings; paper: the HIQL repository's",
        DefaultValueFactory = _ => "small",
        HelpName = "name",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Override values of the preset, e.g. --set discount=0.995 batch_size=512 (keys: config.json of a run)",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "key=value",
    };

    private readonly Option<long?> _steps = new("--steps") { Description = "Gradient steps; default: the preset's", HelpName = "n" };
    private readonly Option<double?> _actionFree = new("--action-free-fraction")
    {
        Description = "Share of the trajectories whose actions are not used: value and manager learn from all, the worker from the rest",
        HelpName = "share",
    };

    private readonly Option<string?> _subgoalRep = new("--subgoal-rep")
    {
        Description = "What the manager proposes: phi (a learned latent), phi_goal (one of the goal alone), state (a full state), xy (a position); default: the preset's (small takes xy for ants, else phi; lavl phi_goal)",
        HelpName = "phi|phi_goal|state|xy",
    };

    private readonly Option<ulong> _seed = Options.Seed("weights and batches");
    private readonly Option<string> _device = new("--device") { Description = "cpu or cuda", DefaultValueFactory = _ => "cpu", HelpName = "name" };
    private readonly Option<Switch?> _cudaGraph = new("--cuda-graph") { Description = "On cuda: record a step once and replay it, or launch operator by operator; default: on where libtorch can", HelpName = "on|off" };
    private readonly Option<int> _threads = new("--threads") { Description = "CPU threads; part of what makes two runs equal to the last bit", DefaultValueFactory = _ => 2, HelpName = "n" };
    private readonly Option<long> _evaluationInterval = new("--eval-interval") { Description = "Evaluate a written bundle every n steps; 0: never", HelpName = "n" };
    private readonly Option<int> _evaluationEpisodes = new("--eval-episodes") { Description = "Episodes per task of those", DefaultValueFactory = _ => 10, HelpName = "n" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in --out; bit-exact on a CPU" };
    private readonly Option<string?> _out = new("--out") { Description = "Run folder; default: runs/ENV-AGENT", HelpName = "dir" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql train --data data/pointmaze-medium-navigate.npz --env pointmaze-medium", "HIQL with the small preset"),
        new("hiql train --data data/pointmaze-medium-navigate.npz --env pointmaze-medium --resume", "after Ctrl-C or a crash"),
        new("hiql train --data d.npz --env pointmaze-large --preset ogbench --set discount=0.995 --steps 50000 --eval-interval 10000 --out runs/large", "other settings, with success in the curves"),
        new("hiql train --data d.npz --env antmaze-medium --action-free-fraction 0.75 --out runs/quarter", "the worker sees the actions of a quarter of the trajectories"),
        new("hiql train --data d.npz --env pointmaze-medium --agent gcbc --out runs/gcbc", "a flat baseline"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[]
        {
            _data, _environment, _agent, _preset, _set, _steps, _actionFree, _subgoalRep, _seed, _device, _cudaGraph, _threads, _evaluationInterval, _evaluationEpisodes, _resume, _out,
        })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var document = TrainStage.Run(Request(arguments), terminal);
        return new Outcome(document, Describe(document));
    }

    private TrainRequest Request(ParseResult arguments)
    {
        var (environment, agent) = (arguments.GetRequiredValue(_environment), arguments.GetRequiredValue(_agent));
        return new TrainRequest
        {
            Data = arguments.GetRequiredValue(_data),
            Environment = environment,
            Agent = agent,
            Preset = arguments.GetRequiredValue(_preset),
            Set = [.. arguments.GetValue(_set) ?? [], .. Named(arguments)],
            Steps = arguments.GetValue(_steps),
            Seed = arguments.GetValue(_seed),
            Device = arguments.GetRequiredValue(_device),
            Threads = arguments.GetValue(_threads),
            RecordSteps = Options.IsOn(arguments.GetValue(_cudaGraph)),
            EvaluationInterval = arguments.GetValue(_evaluationInterval),
            EvaluationEpisodes = arguments.GetValue(_evaluationEpisodes),
            Resume = arguments.GetValue(_resume),
            Out = arguments.GetValue(_out) ?? Path.Combine("runs", $"{environment}-{agent}"),
        };
    }

    // Options that are keys of the configuration under another name.
    private IEnumerable<string> Named(ParseResult arguments)
    {
        if (arguments.GetValue(_actionFree) is { } share)
            yield return FormattableString.Invariant($"action_free_fraction={share}");
        if (arguments.GetValue(_subgoalRep) is { } rep)
            yield return $"subgoal_rep={rep}";
    }

    private static string Describe(TrainDocument document)
    {
        string[][] rows =
        [
            ["metric", "last value"],
            .. document.FinalMetrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => (string[])[metric.Key, metric.Value.ToString("G4", CultureInfo.InvariantCulture)]),
        ];
        return $"{Text.Table(rows)}\n{document.Run}: {document.Steps:N0} steps, {Text.Duration(document.Seconds)}, "
            + $"{Text.Quantity(document.StepsPerSecond)} steps/s\nnext: hiql export {document.Run} --out {Path.Combine(document.Run, "bundle")}";
    }
}
