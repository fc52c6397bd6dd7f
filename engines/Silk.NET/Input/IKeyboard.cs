namespace Silk.NET.Input;

public interface IKeyboard : IInputDevice
{
    /// <summary>Raised with the key and its scan code; a held key does not repeat.</summary>
    event Action<IKeyboard, Key, int>? KeyDown;

    event Action<IKeyboard, Key, int>? KeyUp;

    /// <summary>Raised with typed text, repeats included.</summary>
    event Action<IKeyboard, char>? KeyChar;

    IReadOnlyList<Key> SupportedKeys { get; }

    string ClipboardText { get; set; }

    bool IsKeyPressed(Key key);
}
