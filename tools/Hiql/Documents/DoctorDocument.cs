namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql doctor --json</c> prints.</summary>
internal sealed record DoctorDocument
{
    public required IReadOnlyList<EngineReport> Engines { get; init; }

    /// <summary>What makes things better but is not needed.</summary>
    public required IReadOnlyList<CheckReport> Checks { get; init; }

    public required string Machine { get; init; }

    /// <summary>Whether everything that <c>hiql pipeline</c> needs is there.</summary>
    public required bool Ok { get; init; }
}

/// <summary>One native engine.</summary>
/// <param name="Name">As in the documentation.</param>
/// <param name="NeededFor">What does not work without it.</param>
/// <param name="Version">As the library says itself; empty when it does not load.</param>
/// <param name="Path">The file that was loaded; empty when none was.</param>
/// <param name="Ok">Whether it loads and answers.</param>
/// <param name="Mend">What to do; null when nothing is to be done.</param>
internal sealed record EngineReport(string Name, string NeededFor, string Version, string Path, bool Ok, string? Mend);

/// <summary>One property of the machine.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Ok">Whether it is as one would like it.</param>
/// <param name="Mend">What to do; null when nothing is to be done.</param>
internal sealed record CheckReport(string Name, string Found, bool Ok, string? Mend);
