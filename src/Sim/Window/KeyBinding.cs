using Silk.NET.Input;

namespace HiqlRobotics.Sim.Window;

/// <summary>Keys that are held beside another.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Control = 2,
}

/// <summary>One key: what it does, and how the help on the screen says it.</summary>
/// <param name="Key">The key, by its place on a US keyboard.</param>
/// <param name="Modifiers">What has to be held with it.</param>
/// <param name="Group">Heading in the help.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Action">Does it.</param>
internal sealed record KeyBinding(Key Key, KeyModifiers Modifiers, string Group, string Help, Action<WindowController> Action)
{
    /// <summary>As people write it: <c>Ctrl+P</c>.</summary>
    public string Label => $"{(Modifiers.HasFlag(KeyModifiers.Control) ? "Ctrl+" : "")}{(Modifiers.HasFlag(KeyModifiers.Shift) ? "Shift+" : "")}{NameOf(Key)}";

    /// <summary>The name of a key in help and scripts.</summary>
    public static string NameOf(Key key) => key switch
    {
        Key.Equal => "=",
        Key.Minus => "-",
        Key.Comma => ",",
        Key.Period => ".",
        Key.BackSlash => "\\",
        Key.LeftBracket => "[",
        Key.RightBracket => "]",
        >= Key.Number0 and <= Key.Number9 => $"{key - Key.Number0}",
        _ => key.ToString(),
    };
}
