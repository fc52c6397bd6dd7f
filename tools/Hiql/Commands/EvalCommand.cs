using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;
using HiqlRobotics.Tools.Video;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql eval</c>: OGBench's protocol, in lock-step.</summary>
internal sealed class EvalCommand : HiqlCommand
{
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string> _bundle = Options.Bundle();
    private readonly Option<string?> _tasks = new("--tasks") { Description = "Task ids, e.g. 1-5 or 1,3; default: all", HelpName = "ids" };
    private readonly Option<int> _episodes = new("--episodes") { Description = "Episodes per task", DefaultValueFactory = _ => 50, HelpName = "n" };
    private readonly Option<string?> _episode = new("--episode")
    {
        Description = "One episode alone, by task and number from 0; instead of --tasks and --episodes",
        HelpName = "task:n",
    };

    private readonly Option<int?> _managerPeriod = new("--manager-period")
    {
        Description = "Control steps a subgoal is held; default: the bundle's; 1 asks the manager at every step, as OGBench does",
        HelpName = "k",
    };

    private readonly Option<ulong> _seed = Options.Seed("starts and goals");
    private readonly Option<int> _jobs = Options.Jobs();
    private readonly Option<PolicyKind?> _policy = new("--policy")
    {
        Description = "hiql: manager and worker; flat: the worker alone; random; default: what the bundle was trained as",
        HelpName = "hiql|flat|random",
    };

    private readonly Option<double> _actionNoise = new("--action-noise")
    {
        Description = "Standard deviation of noise on every action: what the controller withstands",
        HelpName = "x",
    };

    private readonly Option<Switch?> _graph = Options.Graph();
    private readonly Option<string?> _video = new("--video")
    {
        Description = "Also film the first episode of every task of --tasks, by default of task 1; needs no screen",
        HelpName = "file.mp4",
    };

    private readonly Option<string> _videoSize = new("--video-size") { Description = "Pixels of the film", DefaultValueFactory = _ => "960x720", HelpName = "WxH" };
    private readonly Option<int> _videoSpeed = new("--video-speed") { Description = "Times real time", DefaultValueFactory = _ => 2, HelpName = "n" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium", "all tasks, 50 episodes each, subgoals held as deployed"),
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium --manager-period 1", "as OGBench evaluates"),
        new("hiql eval --env pointmaze-large --bundle runs/large-graph --graph off", "without the landmark graph that the bundle has"),
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium --tasks 4 --episodes 10 --policy random", "what chance does"),
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium --tasks 1-5 --episodes 1 --video tasks.mp4", "watch one episode of every task"),
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium --episode 4:7 --video episode.mp4", "film one episode of an evaluation"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _bundle, _tasks, _episodes, _episode, _managerPeriod, _seed, _jobs, _policy, _graph, _actionNoise, _video, _videoSize, _videoSpeed })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var (tasks, episodes, first) = Episodes(arguments);
        var document = EvalStage.Run(
            new EvalRequest
            {
                Environment = arguments.GetRequiredValue(_environment),
                Bundle = arguments.GetRequiredValue(_bundle),
                Policy = arguments.GetValue(_policy),
                ManagerPeriod = arguments.GetValue(_managerPeriod),
                Graph = Options.IsOn(arguments.GetValue(_graph)),
                Options = new EvaluationOptions
                {
                    Tasks = tasks,
                    Episodes = episodes,
                    FirstEpisode = first,
                    Seed = arguments.GetValue(_seed),
                    Jobs = arguments.GetValue(_jobs),
                    ActionNoise = arguments.GetValue(_actionNoise),
                },
                Video = arguments.GetValue(_video) is { } path
                    ? VideoOptions.Parse(path, arguments.GetRequiredValue(_videoSize), arguments.GetValue(_videoSpeed))
                    : null,
            },
            terminal);
        return new Outcome(document, Describe(document));
    }

    private (IReadOnlyList<int>? Tasks, int Episodes, int First) Episodes(ParseResult arguments)
    {
        if (arguments.GetValue(_episode) is not { } text)
            return (Options.ParseTasks(arguments.GetValue(_tasks)), arguments.GetValue(_episodes), 0);
        if (arguments.GetResult(_tasks) is { Implicit: false } || arguments.GetResult(_episodes) is { Implicit: false })
            throw new InputException("--episode: stands instead of --tasks and --episodes");
        return text.Split(':') is [var task, var number] && int.TryParse(task, out var id) && int.TryParse(number, out var index) && index >= 0
            ? ([id], 1, index)
            : throw new InputException($"--episode: expected a task and a number from 0, as in 4:7, found '{text}'");
    }

    public static string Describe(EvalDocument document)
    {
        string[][] rows =
        [
            ["task", "success", "95 % interval", "mean steps"],
            .. document.Tasks.Select(t => (string[])[$"{t.Id}  {t.Name}", Text.Percent(t.Success), Text.Interval(t.Ci95), $"{t.MeanLength:0}"]),
            ["all", Text.Percent(document.OverallSuccess), Text.Interval(document.Ci95), ""],
        ];
        var manner = document.ManagerPeriod == 0 ? document.Policy : $"{document.Policy}, subgoal held {document.ManagerPeriod} steps";
        manner += document.Graph is { } graph ? $", over a graph of {graph.Nodes:N0} landmarks" : "";
        return $"{document.Environment}: {manner}, {document.EpisodesPerTask} episodes per task, seed {document.Seed}\n{Text.Table(rows)}"
            + (document.WallContact is { } share ? $"\nat a wall in {Text.Percent(share)} of the steps" : "")
            + (document.Episode is { } episode ? $"\nepisode {episode.Index} of task {episode.Task}, seed {episode.Seed}, state {episode.StateSha256[..16]}" : "")
            + (document.Video is { } video ? $"\n{Describe(video)}" : "");
    }

    private static string Describe(VideoDocument video) =>
        $"wrote {video.Path}: {string.Join(", ", video.Episodes.Select(e => $"task {e.TaskId} {(e.Success ? "solved" : "not solved")} in {e.Length} steps"))}";
}
