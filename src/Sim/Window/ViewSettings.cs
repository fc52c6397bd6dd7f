using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>What a person has switched on; kept from one window to the next.</summary>
internal sealed record ViewSettings
{
    /// <summary>Page of the help; 0 for none.</summary>
    public int Help { get; set; }

    public bool Info { get; set; } = true;

    public bool Profiler { get; set; }

    public bool Actions { get; set; }

    public bool JointBars { get; set; }

    public bool Inset { get; set; }

    public bool Plots { get; set; }

    public bool Timeline { get; set; } = true;

    public bool Trail { get; set; } = true;

    public bool Ghosts { get; set; } = true;

    public bool Way { get; set; }

    public ValueView ValueMap { get; set; }

    public bool Transparent { get; set; }

    public bool Wireframe { get; set; }

    public bool Contacts { get; set; }

    public bool Joints { get; set; }

    /// <summary>Those of the last window; the defaults where there are none, or none that can be read.</summary>
    public static ViewSettings Load(string? path)
    {
        if (path is null || !File.Exists(path))
            return new();
        try
        {
            return JsonSerializer.Deserialize<ViewSettings>(File.ReadAllBytes(path), ContractJson.Document) ?? new();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Written by another version, or by hand: not worth a window that does not open.
            return new();
        }
    }

    public void Save(string? path)
    {
        if (path is not null)
            AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this with { Help = 0 }, ContractJson.Document));
    }
}

/// <summary>What the colours on the floor mean.</summary>
internal enum ValueView
{
    /// <summary>There are none.</summary>
    Off,

    /// <summary>V(s = each place, g = the goal): how far it is from there.</summary>
    ToGoal,

    /// <summary>V(s = the robot, g = each place): how far it is to there.</summary>
    FromRobot,
}

/// <summary>Who owns the letters and arrows.</summary>
internal enum InputMode
{
    /// <summary>Switches of the view.</summary>
    View,

    /// <summary>The camera flies.</summary>
    Fly,

    /// <summary>The goal is driven.</summary>
    Drive,
}
