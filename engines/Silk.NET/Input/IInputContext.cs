namespace Silk.NET.Input;

public interface IInputDevice
{
    string Name { get; }

    int Index { get; }

    bool IsConnected { get; }
}

/// <summary>The devices of one window.</summary>
public interface IInputContext : IDisposable
{
    nint Handle { get; }

    /// <summary>GLFW knows one.</summary>
    IReadOnlyList<IKeyboard> Keyboards { get; }

    /// <summary>GLFW knows one.</summary>
    IReadOnlyList<IMouse> Mice { get; }
}
