using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>Everything a bundle is made of.</summary>
public sealed record BundleContent
{
    /// <summary>The manifest; its <see cref="BundleManifest.Files"/> are filled in by the writer.</summary>
    public required BundleManifest Manifest { get; init; }

    /// <summary>The trained networks.</summary>
    public required PolicyNetworks Networks { get; init; }

    /// <summary>Dataset states spread over the state space, shape (n, observation_dim); see <see cref="LandmarkSelector"/>.</summary>
    public required float[] Landmarks { get; init; }

    /// <summary>Inputs with the trainer's outputs.</summary>
    public required BundleProbes Probes { get; init; }
}
