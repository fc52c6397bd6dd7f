using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Manipulation.Oracles;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>OGBench's manipulation at 20 Hz (<c>ogbench/manipspace</c>): <c>cube-*</c>, <c>scene</c> and <c>puzzle-*</c>.</summary>
public static class Tabletop
{
    private const double ControlTimestep = 0.05;

    /// <summary>The catalog line of a scene.</summary>
    public static EnvironmentEntry Entry(TabletopScene scene) => new(scene.Name, () => Create(scene), Recipes(scene));

    /// <summary>A fresh environment.</summary>
    public static SimEnvironment Create(TabletopScene scene)
    {
        var mjcf = TabletopModel.Compose(scene);
        var physics = new Physics(mjcf);
        var task = new TabletopTask(scene);
        var spec = new EnvironmentSpec
        {
            Name = scene.Name,
            Observation = task.Layout.Observation,
            Goal = task.Layout.Observation,
            Action = task.Robot.Action,
            Success = task.Layout.Success(),
            ControlTimestep = ControlTimestep,
            MaxSteps = scene.MaxSteps,
            Tasks = [.. scene.Routes.Select((route, k) => new TaskSpec(k + 1, route.Name))],
            ModelHash = Sha256File.OfText(mjcf),
        };
        return new SimEnvironment(spec, physics, task);
    }

    // Episodes of the public data sets, of 1000 steps each.
    private static IReadOnlyList<CollectionRecipe> Recipes(TabletopScene scene)
    {
        var episodes = scene.Name switch
        {
            "cube-triple" or "puzzle-4x5" => 3000,
            "cube-quadruple" or "puzzle-4x6" => 5000,
            _ => 1000,
        };
        return
        [
            new("play", episodes, 1000, 0.1, TabletopDemonstrator.Play),
            new("noisy", episodes, 1000, 0.1, TabletopDemonstrator.Noisy),
            new("fumble", episodes, 1000, 0.1, TabletopDemonstrator.Fumble),
        ];
    }
}
