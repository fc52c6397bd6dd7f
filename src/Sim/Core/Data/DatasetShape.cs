using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>The widths and bounds an environment asks of a dataset; null where anything goes.</summary>
internal sealed record DatasetShape
{
    public string? Environment { get; init; }

    public int? Observation { get; init; }

    public int? Action { get; init; }

    public int? Qpos { get; init; }

    public int? Qvel { get; init; }

    public int? Switches { get; init; }

    public ArraySpec? ActionBounds { get; init; }

    public static DatasetShape Of(SimEnvironment? environment) => environment is null ? new DatasetShape() : new DatasetShape
    {
        Environment = environment.Spec.Name,
        Observation = environment.Spec.Observation.Dim,
        Action = environment.Spec.Action.Dim,
        Qpos = environment.Physics.Model.Nq,
        Qvel = environment.Physics.Model.Nv,
        Switches = environment.Switches.Length,
        ActionBounds = environment.Spec.Action,
    };
}
