using System.CommandLine;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data</c>: looks into datasets and converts them.</summary>
internal sealed class DataCommand : HiqlCommand
{
    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data info data/pointmaze-medium-navigate.npz", "what is in it"),
        new("hiql data replay data/pointmaze-medium-navigate.npz --env pointmaze-medium", "does it belong to this simulator?"),
        new("hiql data convert antmaze.hdf5 antmaze.npz", "D4RL's format to ours"),
    ];

    public override IReadOnlyList<CommandEntry> Subcommands { get; } =
    [
        new("info", "Show arrays, episodes and ranges of a dataset", () => new DataInfoCommand()),
        new("validate", "Check a dataset: keys, shapes, finite numbers, bounds", () => new DataValidateCommand()),
        new("replay", "Compare a dataset with the simulator, row by row", () => new DataReplayCommand()),
        new("convert", "Convert D4RL AntMaze HDF5 to npz, or back", () => new DataConvertCommand()),
        new("merge", "Put datasets of one environment together", () => new DataMergeCommand()),
        new("split", "Set episodes aside for validation", () => new DataSplitCommand()),
        new("strip-actions", "Copy a dataset without the actions of some of its episodes", () => new DataStripActionsCommand()),
        new("plot", "Draw where a dataset has been, and on a table what was done", () => new DataPlotCommand()),
    ];

    public override Outcome Run(ParseResult arguments, Terminal terminal) =>
        throw new InvalidOperationException("the parser asks for a command below this one");
}
