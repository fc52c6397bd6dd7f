using MuJoCo.Calls;

namespace MuJoCo;

/// <summary>
/// An OpenGL context without window, display server or screen, current on the thread that made it until it is disposed
/// there. <see cref="MjRenderContext"/> draws into its offscreen buffer under it.
/// </summary>
public sealed class EglContext : IDisposable
{
    private readonly nint _display;
    private nint _context;

    /// <exception cref="MuJoCoException">libEGL is missing, or no driver can draw without a screen.</exception>
    public EglContext()
    {
        try
        {
            _display = EglCalls.OpenDisplay();
            _context = EglCalls.MakeCurrent(_display);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new MuJoCoException("libEGL.so.1 (1.5 or newer) not found: install libegl1, libegl-mesa0 and libgl1-mesa-dri", e);
        }
    }

    public void Dispose()
    {
        if (_context != 0)
            EglCalls.Release(_display, _context);
        _context = 0;
    }
}
