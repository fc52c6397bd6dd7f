namespace Silk.NET.Windowing;

public static class WindowExtensions
{
    /// <summary>Initialises the view, lets it live until it closes, and destroys it.</summary>
    public static void Run(this IView view)
    {
        view.Initialize();
        view.Run(() =>
        {
            view.DoEvents();
            if (view.IsClosing) return;
            view.DoUpdate();
            view.DoRender();
        });
        view.DoEvents();
        view.Reset();
    }

    public static void SwapBuffers(this IView view) => view.GLContext?.SwapBuffers();

    public static void MakeCurrent(this IView view) => view.GLContext?.MakeCurrent();

    public static void ClearContext(this IView view) => view.GLContext?.Clear();
}
