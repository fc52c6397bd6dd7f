using HiqlRobotics.Tools.Commands;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Every command, in the order a newcomer needs them.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<CommandEntry> Entries { get; } =
    [
        new("setup", "Install engines and build everything (done by ./hiql)", () => new LauncherCommand("setup")),
        new("tasks", "List the environments and their evaluation tasks", () => new TasksCommand()),
        new("collect", "Collect a dataset with a scripted demonstrator", () => new CollectCommand()),
        new("walker", "Measure and tune the gaits that demonstrate", () => new WalkerCommand()),
        new("oracle", "Prove the manipulation tasks solvable with the scripted oracle", () => new OracleCommand()),
        new("data", "Datasets: info, validate, replay, convert, merge, split, strip-actions, plot", () => new DataCommand()),
        new("train", "Train an agent on a dataset", () => new TrainCommand()),
        new("export", "Write the bundle of a training run", () => new ExportCommand()),
        new("graph", "Build the landmark graph of a bundle: a way over dataset states, planned by its own value function", () => new GraphCommand()),
        new("verify", "Check a bundle: hashes, specifications, probe replay", () => new VerifyCommand()),
        new("eval", "Evaluate a bundle on the tasks of an environment", () => new EvalCommand()),
        new("run", "Run a bundle at a fixed rate in real time, headless", () => new RunCommand()),
        new("sim", "Watch a simulation in a window, and reach into it", () => new SimCommand()),
        new("replay", "Run a log once more and compare every bit, or go on from one of its ticks", () => new ReplayCommand()),
        new("pipeline", "The whole way by recipe: collect, train, export, verify, run, evaluate, report", () => new PipelineCommand()),
        new("sweep", "A grid of trainings and evaluations by file, safe against anything", () => new SweepCommand()),
        new("report", "What a sweep found: one page, with Markdown and JSON twins", () => new ReportCommand()),
        new("sweep-job", "One job of a sweep (what launchers start)", () => new SweepJobCommand()),
        new("theory", "Why a hierarchy: the paper's toy problem, and the same question asked of a learned value", () => new TheoryCommand()),
        new("doctor", "Check engines, display, GPU and permissions, with the mend for what is missing", () => new DoctorCommand()),
        new("bench", "Measure against peers in the same run", () => new BenchCommand()),
        new("test", "Format check, build and all tests (done by ./hiql)", () => new LauncherCommand("test")),
    ];

    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("hiql pipeline", "the whole way on PointMaze: collect, train, export, verify, deploy, evaluate, report"),
        new("hiql tasks", "which environments there are"),
        new("hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium", "evaluate the bundle that comes with the repository"),
    ];
}
