using System.Runtime.InteropServices;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Asks a window to close in the way a window manager does; under Xvfb there is none to click on.</summary>
internal static unsafe partial class CloseButton
{
    private const int ClientMessage = 33;

    public static void Press(nint glfwWindow)
    {
        var display = GlfwDisplay();
        var window = GlfwX11Window(glfwWindow);
        // XEvent is a union of 24 longs; a client message uses these.
        var message = stackalloc nint[24];
        new Span<nint>(message, 24).Clear();
        message[0] = ClientMessage;
        message[4] = window;
        message[5] = InternAtom(display, "WM_PROTOCOLS", 0);
        message[6] = 32;
        message[7] = InternAtom(display, "WM_DELETE_WINDOW", 0);
        Assert.NotEqual(0, SendEvent(display, window, 0, 0, message));
        _ = Flush(display);
    }

    [LibraryImport("libglfw.so.3", EntryPoint = "glfwGetX11Display")]
    private static partial nint GlfwDisplay();

    [LibraryImport("libglfw.so.3", EntryPoint = "glfwGetX11Window")]
    private static partial nint GlfwX11Window(nint window);

    [LibraryImport("libX11.so.6", EntryPoint = "XInternAtom", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint InternAtom(nint display, string name, int onlyIfExists);

    [LibraryImport("libX11.so.6", EntryPoint = "XSendEvent")]
    private static partial int SendEvent(nint display, nint window, int propagate, nint mask, nint* message);

    [LibraryImport("libX11.so.6", EntryPoint = "XFlush")]
    private static partial int Flush(nint display);
}
