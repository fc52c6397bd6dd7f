using HiqlRobotics.Tools.Doctor;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>What computes the results; part of every job's id, so that results of two versions never mix.</summary>
/// <param name="Code">Of the product: module ids of its assemblies, hashed.</param>
/// <param name="MuJoCo">Version of the physics.</param>
/// <param name="Torch">Version of libtorch; null where nothing is trained, and libtorch need not even be there.</param>
/// <param name="OnnxRuntime">Version of ONNX Runtime.</param>
internal sealed record SweepVersions(string Code, string MuJoCo, string? Torch, string OnnxRuntime)
{
    /// <summary>Of this process.</summary>
    /// <param name="trains">Whether libtorch, which takes as long to load as all else together, computes anything.</param>
    public static SweepVersions Here(bool trains) => new(
        CodeVersion(), EngineProbe.MuJoCo().Version, trains ? EngineProbe.Torch().Version : null, EngineProbe.OnnxRuntime().Version);

    // A deterministic compiler gives the same id to the same source.
    private static string CodeVersion()
    {
        string[] modules =
        [
            .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName).OfType<string>()
                .Where(name => name.StartsWith("HiqlRobotics.", StringComparison.Ordinal) || name == "hiql.dll").Order(StringComparer.Ordinal),
        ];
        return Contracts.Sha256File.OfText(string.Concat(modules.Select(module =>
            System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, module)).ManifestModule.ModuleVersionId)))[..16];
    }
}
