using System.Runtime.InteropServices;
using Silk.NET.Input;

namespace HiqlRobotics.Engines.Windowing;

internal sealed class GlfwKeyboard(GlfwWindow window) : IKeyboard
{
    private static readonly Key[] AllKeys = [.. Enum.GetValues<Key>().Where(key => key != Key.Unknown).Distinct()];

    public event Action<IKeyboard, Key, int>? KeyDown;

    public event Action<IKeyboard, Key, int>? KeyUp;

    public event Action<IKeyboard, char>? KeyChar;

    public string Name => "Silk.NET Keyboard (via GLFW)";

    public int Index => 0;

    public bool IsConnected => true;

    public IReadOnlyList<Key> SupportedKeys => AllKeys;

    public string ClipboardText
    {
        get => Marshal.PtrToStringUTF8(NativeGlfw.GetClipboardString(window.Handle)) ?? "";
        set => NativeGlfw.SetClipboardString(window.Handle, value);
    }

    public bool IsKeyPressed(Key key) =>
        key != Key.Unknown && NativeGlfw.GetKey(window.Handle, (int)key) == GlfwNumbers.Press;

    public void RaiseKey(Key key, int scancode, int action)
    {
        if (action == GlfwNumbers.Press) KeyDown?.Invoke(this, key, scancode);
        else if (action == GlfwNumbers.Release) KeyUp?.Invoke(this, key, scancode);
    }

    public void RaiseChar(char character) => KeyChar?.Invoke(this, character);
}
