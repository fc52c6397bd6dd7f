using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>How a dataset is prepared for learning.</summary>
/// <param name="Device">Where its tensors live.</param>
/// <param name="Standardize">Compute mean and deviation from this file, unless <paramref name="Scaling"/> is given.</param>
/// <param name="ClipActions">Keep actions inside ±(1 − 1e-5).</param>
/// <param name="PositionBands">Octaves of <see cref="ObservationScaling"/>.</param>
/// <param name="Scaling">Use these instead: a validation file is scaled as its training file.</param>
public sealed record LoadOptions(
    Device Device, bool Standardize = false, bool ClipActions = false, int PositionBands = 0, ObservationScaling? Scaling = null)
{
    /// <summary>Metres that count as 1 in a standardised position; 0 for the file's deviation.</summary>
    public double PositionUnit { get; init; }

    /// <summary>Consecutive actions of a row.</summary>
    public int ActionChunk { get; init; } = 1;

    /// <summary>Share of the trajectories whose actions are left out.</summary>
    public double ActionFreeFraction { get; init; }

    /// <summary>Decides which.</summary>
    public ulong Seed { get; init; }
}
