using System.Runtime.InteropServices;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.Windowing;

namespace HiqlRobotics.Tests.Windowing;

public sealed class WindowTests : IClassFixture<XvfbDisplay>
{
    private const uint GLVersion = 0x1F02;
    private const uint GLColorBufferBit = 0x4000;
    private const uint GLRgb = 0x1907;
    private const uint GLUnsignedByte = 0x1401;

    private readonly XvfbDisplay _display;

    public WindowTests(XvfbDisplay display) => _display = display;

    [XvfbFact]
    public unsafe void Initialized_window_has_a_current_OpenGL_context()
    {
        using var window = Open();

        var getString = (delegate* unmanaged<uint, byte*>)window.GLContext!.GetProcAddress("glGetString");
        var version = Marshal.PtrToStringUTF8((nint)getString(GLVersion));

        Assert.True(window.GLContext.IsCurrent);
        Assert.Matches(@"^\d+\.\d+", version);
    }

    [XvfbFact]
    public unsafe void What_is_drawn_can_be_read_back()
    {
        using var window = Open();
        var clearColor = (delegate* unmanaged<float, float, float, float, void>)window.GLContext!.GetProcAddress("glClearColor");
        var clear = (delegate* unmanaged<uint, void>)window.GLContext.GetProcAddress("glClear");
        var read = (delegate* unmanaged<int, int, int, int, uint, uint, byte*, void>)window.GLContext.GetProcAddress("glReadPixels");
        var pixel = stackalloc byte[4];
        window.Render += _ =>
        {
            clearColor(1, 0, 1, 1);
            clear(GLColorBufferBit);
            read(10, 10, 1, 1, GLRgb, GLUnsignedByte, pixel);
        };

        window.DoRender();

        Assert.Equal([255, 0, 255], new ReadOnlySpan<byte>(pixel, 3).ToArray());
    }

    [XvfbFact]
    public void Resizing_raises_both_events_with_the_new_size()
    {
        using var window = Open();
        Vector2D<int> size = default, framebuffer = default;
        window.Resize += value => size = value;
        window.FramebufferResize += value => framebuffer = value;

        window.Size = new Vector2D<int>(500, 300);
        Pump(window, () => framebuffer.X == 500);

        Assert.Equal(new Vector2D<int>(500, 300), size);
        Assert.Equal(new Vector2D<int>(500, 300), framebuffer);
        Assert.Equal(new Vector2D<int>(500, 300), window.Size);
        Assert.Equal(framebuffer, window.FramebufferSize);
    }

    [XvfbFact]
    public void A_key_goes_down_and_up_and_types()
    {
        using var window = Open();
        using var input = window.CreateInput();
        var events = new List<string>();
        var keyboard = Assert.Single(input.Keyboards);
        keyboard.KeyDown += (_, key, _) => events.Add($"down {key}");
        keyboard.KeyUp += (_, key, _) => events.Add($"up {key}");
        keyboard.KeyChar += (_, character) => events.Add($"char {character}");

        _display.Input("mousemove", "200", "200", "key", "w", "key", "Escape");
        Pump(window, () => events.Count >= 5);

        Assert.Equal(["down W", "char w", "up W", "down Escape", "up Escape"], events);
        Assert.False(keyboard.IsKeyPressed(Key.W));
    }

    [XvfbFact]
    public void The_mouse_moves_clicks_and_scrolls()
    {
        using var window = Open();
        using var input = window.CreateInput();
        var events = new List<string>();
        var mouse = Assert.Single(input.Mice);
        mouse.MouseDown += (_, button) => events.Add($"down {button}");
        mouse.MouseUp += (_, button) => events.Add($"up {button}");
        mouse.Scroll += (_, wheel) => events.Add($"scroll {wheel.Y}");

        _display.Input("mousemove", "150", "130", "click", "3", "click", "4");
        Pump(window, () => events.Count >= 3);

        Assert.Equal(["down Right", "up Right", "scroll 1"], events);
        Assert.Equal(new System.Numerics.Vector2(100, 80), mouse.Position);
    }

    [XvfbFact]
    public void Disposed_input_is_silent()
    {
        using var window = Open();
        var keys = 0;
        using (var input = window.CreateInput())
            input.Keyboards[0].KeyDown += (_, _, _) => keys++;
        using var second = window.CreateInput();
        var heard = 0;
        second.Keyboards[0].KeyDown += (_, _, _) => heard++;

        _display.Input("mousemove", "200", "200", "key", "a");
        Pump(window, () => heard > 0);

        Assert.Equal((0, 1), (keys, heard));
    }

    [XvfbFact]
    public void A_handlers_exception_comes_out_of_DoEvents()
    {
        using var window = Open();
        window.Resize += _ => throw new InvalidOperationException("from the handler");

        window.Size = new Vector2D<int>(420, 320);

        var thrown = Assert.Throws<InvalidOperationException>(() => Pump(window, () => false));
        Assert.Equal("from the handler", thrown.Message);
    }

    [XvfbFact]
    public void Run_loads_updates_renders_and_ends_when_closed()
    {
        var window = Window.Create(Options());
        var events = new List<string>();
        window.Load += () => events.Add("load");
        window.Update += _ => events.Add("update");
        window.Render += _ =>
        {
            events.Add("render");
            window.Close();
        };
        window.Closing += () => events.Add("closing");

        window.Run();

        Assert.Equal(["load", "update", "render", "closing"], events);
        Assert.False(window.IsInitialized);
        Assert.Equal(0, window.Handle);
    }

    [XvfbFact]
    public void The_close_button_raises_Closing_and_a_handler_may_refuse()
    {
        using var window = Open();
        var asked = 0;
        window.Closing += () =>
        {
            asked++;
            window.IsClosing = false;
        };

        CloseButton.Press(window.Handle);
        Pump(window, () => asked > 0);

        Assert.Equal(1, asked);
        Assert.False(window.IsClosing);
    }

    [XvfbFact]
    public void Input_before_Initialize_is_refused()
    {
        using var window = Window.Create(Options());

        Assert.Throws<InvalidOperationException>(() => window.CreateInput());
    }

    private static WindowOptions Options() => WindowOptions.Default with
    {
        Title = "hiql window test",
        Size = new Vector2D<int>(400, 300),
        VSync = false,
        API = new GraphicsAPI(ContextAPI.OpenGL, ContextProfile.Compatability, ContextFlags.Default, new APIVersion(2, 1)),
    };

    private static IWindow Open()
    {
        var window = Window.Create(Options());
        window.Initialize();
        window.DoEvents();
        return window;
    }

    private static void Pump(IWindow window, Func<bool> done)
    {
        using var never = new ManualResetEventSlim();
        for (var i = 0; i < 1000 && !done(); i++)
        {
            window.DoEvents();
            never.Wait(5);
        }
    }
}
