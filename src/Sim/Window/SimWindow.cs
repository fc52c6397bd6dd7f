using HiqlRobotics.Contracts;
using MuJoCo;
using Silk.NET.GLFW;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// A window on a running simulation. Physics and policy run in real time on a thread of their own; the window draws the
/// newest snapshot as often as it can and never holds them up.
/// </summary>
public sealed class SimWindow
{
    private const double PicturesPerSecond = 60;

    private readonly SimEnvironment _environment;
    private readonly IPolicy _policy;
    private readonly SimWindowOptions _options;
    private readonly TripleBuffer<Snapshot> _snapshots;

    /// <summary>Prepares a window; nothing runs before <see cref="Run"/>.</summary>
    /// <param name="environment">Used only by the simulation's thread while the window is open.</param>
    /// <param name="policy">Likewise; its specs fit the environment's.</param>
    /// <param name="options">What to run and how to look at it.</param>
    public SimWindow(SimEnvironment environment, IPolicy policy, SimWindowOptions options)
    {
        (_environment, _policy, _options) = (environment, policy, options);
        _snapshots = new TripleBuffer<Snapshot>(
            () => new Snapshot(environment.Physics.Model.Nq, environment.Spec.Goal.Dim));
    }

    /// <summary>Opens the window and returns when it was closed.</summary>
    /// <exception cref="InputException">There is no display, no libglfw or no usable OpenGL.</exception>
    /// <exception cref="HiqlException">The simulation failed.</exception>
    public void Run()
    {
        using var window = Open();
        using var view = CreateView(window);
        using var input = window.CreateInput();
        using var simulation = new SimulationThread(_environment, _policy, _options, _snapshots);
        using var pacer = new Pacer(1 / PicturesPerSecond);
        input.Keyboards[0].KeyDown += (_, key, _) => Press(key, window, simulation);
        _ = new CameraMouse(window, input.Mice[0], view);
        window.Render += _ => Draw(window, view, simulation);
        while (!window.IsClosing && !simulation.HasFailed)
        {
            window.DoEvents();
            if (!window.IsClosing) window.DoRender();
            pacer.Wait();
        }
    }

    private static void Press(Key key, IWindow window, SimulationThread simulation)
    {
        if (key == Key.Escape) window.Close();
        else if (key == Key.Space) simulation.Paused = !simulation.Paused;
    }

    private IWindow Open()
    {
        try
        {
            var window = Silk.NET.Windowing.Window.Create(WindowOptions.Default with
            {
                Title = $"hiql · {_environment.Spec.Name}",
                Size = new Vector2D<int>(_options.Width, _options.Height),
                // MuJoCo's renderer needs the old functions beside the new ones.
                API = new GraphicsAPI(
                    ContextAPI.OpenGL, ContextProfile.Compatability, ContextFlags.Default, new APIVersion(2, 1)),
                VSync = false,
                Samples = 4,
            });
            window.Initialize();
            return window;
        }
        catch (Exception e) when (e is GlfwException or NotSupportedException)
        {
            throw new InputException(e.Message, e);
        }
    }

    private WindowView CreateView(IWindow window)
    {
        try
        {
            return new WindowView(_environment, (double)window.Size.X / window.Size.Y);
        }
        catch (MuJoCoException e)
        {
            throw new InputException($"MuJoCo cannot draw with this OpenGL: {e.Message}", e);
        }
    }

    private void Draw(IWindow window, WindowView view, SimulationThread simulation)
    {
        if (_snapshots.TryTake()) view.Show(_snapshots.Read);
        var viewport = new MjViewport(0, 0, window.FramebufferSize.X, window.FramebufferSize.Y);
        view.Draw(viewport, simulation.Paused);
        if (_options.ScreenshotPath is not { } path || window.Time < _options.ScreenshotAfter) return;
        view.Save(path, viewport);
        window.Close();
    }
}
