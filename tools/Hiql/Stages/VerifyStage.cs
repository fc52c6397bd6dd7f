using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Bundle → proof that it says what the trainer said.</summary>
internal static class VerifyStage
{
    /// <summary>Checks hashes, graphs and specifications, and replays the probes.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="environmentName">Also check against this environment; null for none.</param>
    /// <exception cref="InputException">Anything is not as it should be.</exception>
    public static VerifyDocument Run(string path, string? environmentName)
    {
        using var environment = environmentName is null ? null : EnvironmentCatalog.Create(environmentName);
        using var bundle = ControllerBundle.Load(path, environment?.Spec);
        return new VerifyDocument
        {
            Bundle = path,
            Environment = bundle.Manifest.Environment.Name,
            Agent = bundle.Manifest.Agent,
            Sha256 = bundle.Sha256,
            MaxAbsError = bundle.MaxAbsError,
            Tolerance = BundleFiles.ProbeTolerance,
            Ok = bundle.MaxAbsError <= BundleFiles.ProbeTolerance,
        };
    }
}
