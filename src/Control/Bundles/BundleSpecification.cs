using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Whether a bundle was made for an environment: the fields a policy depends on, compared one by one. The MJCF hash and
/// the task list may differ: the same weights are meant to be tried on a repaired model or on new tasks.
/// </summary>
internal static class BundleSpecification
{
    private const string Remedy = "use the environment the bundle was trained for, or train one for this environment";

    /// <exception cref="InputException">Names the first field that differs, with both values.</exception>
    public static void Require(string file, EnvironmentSpec bundle, EnvironmentSpec environment)
    {
        if (bundle.Name != environment.Name)
            throw new InputException($"{file}: environment.name: expected {environment.Name}, found {bundle.Name}; {Remedy}");
        RequireLayout(file, "observation", bundle.Observation, environment.Observation, environment);
        RequireLayout(file, "goal", bundle.Goal, environment.Goal, environment);
        RequireLayout(file, "action", bundle.Action, environment.Action, environment);
        if (bundle.ControlTimestep != environment.ControlTimestep)
            throw Mismatch(file, "control_timestep", bundle.ControlTimestep, environment.ControlTimestep, environment);
    }

    private static void RequireLayout(string file, string field, ArraySpec found, ArraySpec expected, EnvironmentSpec environment)
    {
        if (found.Dim != expected.Dim)
            throw Mismatch(file, $"{field} width", found.Dim, expected.Dim, environment);
        for (var i = 0; i < found.Dim; i++)
        {
            if (found.Names[i] != expected.Names[i])
                throw Mismatch(file, $"{field}.names[{i}]", found.Names[i], expected.Names[i], environment);
            if (found.Minimum[i] != expected.Minimum[i] || found.Maximum[i] != expected.Maximum[i])
                throw Mismatch(
                    file, $"{field} bounds of {found.Names[i]}", Bounds(found, i), Bounds(expected, i), environment);
        }
    }

    private static string Bounds(ArraySpec spec, int i) => $"[{spec.Minimum[i]}, {spec.Maximum[i]}]";

    private static InputException Mismatch<T>(string file, string field, T found, T expected, EnvironmentSpec environment) => new(
        $"{file}: environment.{field}: expected {expected} for {environment.Name}, found {found}; "
        + Remedy);
}
