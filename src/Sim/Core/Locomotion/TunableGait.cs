using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>A gait that can be searched, measured and stored.</summary>
/// <param name="Walker">Whose gait.</param>
/// <param name="Parameters">Its numbers.</param>
/// <param name="Create">A gait with values in the order of the parameters.</param>
public sealed record TunableGait(MazeWalker Walker, IReadOnlyList<GaitParameter> Parameters, Func<double[], IGait> Create)
{
    /// <summary>All of them; a new robot's gait is one line here.</summary>
    public static IReadOnlyList<TunableGait> All { get; } =
    [
        new(LocoMaze.Ant, AntGait.Parameters, values => new AntGait(values)),
    ];

    /// <summary>The gait of an environment family.</summary>
    /// <exception cref="InputException">It has none; the message lists those there are.</exception>
    public static TunableGait Of(string family) =>
        All.FirstOrDefault(gait => gait.Walker.Family == family) ?? throw new InputException(
            $"'{family}' has no gait to tune; there are: {string.Join(", ", All.Select(gait => gait.Walker.Family))}");

    /// <summary>The gait of a file.</summary>
    /// <exception cref="InputException">The file is not this gait's.</exception>
    public IGait Load(string path)
    {
        var file = GaitFile.Load(path);
        if (file.Family != Walker.Family)
            throw new InputException($"{path}: a gait of {file.Family}, asked for one of {Walker.Family}");
        return Create(file.Values(Parameters));
    }
}
