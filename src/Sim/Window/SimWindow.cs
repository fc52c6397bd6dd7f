using HiqlRobotics.Contracts;
using MuJoCo;
using Silk.NET.GLFW;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// A window on a running session. The session has a thread of its own; the window draws its newest snapshot as often as it
/// can, asks for things, and never holds it up.
/// </summary>
public sealed class SimWindow
{
    private readonly ISessionHost _host;
    private readonly SimWindowOptions _options;

    /// <summary>Prepares a window; nothing runs before <see cref="Run"/>.</summary>
    /// <param name="host">Opens sessions and keeps what is made.</param>
    /// <param name="options">What to open and how to look at it.</param>
    public SimWindow(ISessionHost host, SimWindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        (_host, _options) = (host, options);
    }

    /// <summary>Opens the window and returns when it was closed, or the script has come to its end.</summary>
    /// <param name="cancellation">Closes it.</param>
    /// <returns>How smoothly it went.</returns>
    /// <exception cref="InputException">There is no display, no libglfw or no usable OpenGL.</exception>
    /// <exception cref="HiqlException">The session failed, or the script found what it did not expect.</exception>
    public WindowReport Run(CancellationToken cancellation = default)
    {
        var meter = new FrameMeter();
        var player = _options.Script is { } script ? new ScriptPlayer(script) : null;
        LeftSession? left = null;
        try
        {
            while (true)
            {
                left = Show(left, player, meter, cancellation);
                if (left is null || !Returns(player, cancellation))
                    return meter.Report();
            }
        }
        finally
        {
            left?.Session.Dispose();
        }
    }

    // What goes on without a window when it closes; null where nothing does.
    private LeftSession? Show(LeftSession? left, ScriptPlayer? player, FrameMeter meter, CancellationToken cancellation)
    {
        using var window = Open();
        using var input = window.CreateInput();
        using var controller = new WindowController(_host, window, _options, left);
        using var pacer = new Pacer(1 / _options.FramesPerSecond);
        if (player is null)
            Listen(window, input, controller);
        player?.Attach(controller, window);
        controller.Clipboard = text => input.Keyboards[0].ClipboardText = text;
        window.Render += controller.Update;
        window.Render += _ => Draw(window, controller);
        while (!window.IsClosing && !cancellation.IsCancellationRequested)
        {
            window.DoEvents();
            if (player is { } && !player.Advance())
                window.Close();
            if (!window.IsClosing)
                window.DoRender();
            meter.Count();
            pacer.Wait();
        }
        meter.Timing = controller.Timing;
        return controller.IsLeaving && !cancellation.IsCancellationRequested ? controller.LetGo() : null;
    }

    private bool Returns(ScriptPlayer? player, CancellationToken cancellation)
    {
        if (player is null)
            return _options.AwaitReturn!(cancellation);
        return !cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(player.SecondsAway));
    }

    private static void Draw(IWindow window, WindowController controller)
    {
        // Nobody sees a minimised window; the session goes on.
        if (window.WindowState == WindowState.Minimized)
            return;
        controller.Draw();
        controller.Film();
    }

    private static void Listen(IWindow window, IInputContext input, WindowController controller)
    {
        var (keyboard, mouse) = (input.Keyboards[0], input.Mice[0]);
        keyboard.KeyDown += (_, key, _) => controller.KeyDown(key);
        keyboard.KeyUp += (_, key, _) => controller.KeyUp(key);
        mouse.MouseMove += (_, position) => controller.MouseMove(position);
        mouse.MouseDown += (_, button) => controller.MouseDown(button);
        mouse.MouseUp += (_, button) => controller.MouseUp(button);
        mouse.Scroll += (_, wheel) => controller.Scroll(wheel.Y);
        window.FocusChanged += focused =>
        {
            if (!focused)
                controller.ReleaseKeys();
        };
    }

    // Smooth edges double the price of a picture where there is no graphics card.
    private IWindow Open()
    {
        const int smooth = 4, plain = 0;
        var window = Open(smooth);
        if (!SoftwareGl.Draws(window))
            return window;
        window.Dispose();
        return Open(plain);
    }

    private IWindow Open(int samples)
    {
        try
        {
            var window = Silk.NET.Windowing.Window.Create(WindowOptions.Default with
            {
                Title = "hiql",
                Size = new Vector2D<int>(_options.Width, _options.Height),
                // MuJoCo's renderer needs the old functions beside the new ones.
                API = new GraphicsAPI(
                    ContextAPI.OpenGL, ContextProfile.Compatability, ContextFlags.Default, new APIVersion(2, 1)),
                VSync = false,
                Samples = samples,
            });
            window.Initialize();
            return window;
        }
        catch (Exception e) when (e is GlfwException or NotSupportedException or MuJoCoException)
        {
            throw new InputException(e.Message, e);
        }
    }
}
