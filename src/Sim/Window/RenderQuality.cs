using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Gives up the dearest effects where pictures take too long: software OpenGL draws shadows at a few per second.</summary>
internal sealed class RenderQuality
{
    // Below 20 pictures per second motion is no longer smooth.
    private const double TooLong = 0.05;

    // Seconds in a row of such pictures; a person should not have to watch many of them.
    private const double Patience = 0.25;

    // The first pictures bring textures and programs to the card.
    private const int Settling = 2;

    private readonly MjScene _scene;
    private int _pictures;
    private double _slowSeconds;

    /// <param name="scene">What is drawn.</param>
    /// <param name="isSoftware">Whether it is known already that there is no graphics card.</param>
    public RenderQuality(MjScene scene, bool isSoftware)
    {
        _scene = scene;
        if (isSoftware)
            (scene[MjRenderFlag.Reflection], scene[MjRenderFlag.Shadow]) = (false, false);
    }

    /// <summary>Told the seconds of every picture.</summary>
    public void Observe(double seconds)
    {
        if (++_pictures <= Settling) return;
        _slowSeconds = seconds > TooLong ? _slowSeconds + seconds : 0;
        if (_slowSeconds < Patience) return;
        _slowSeconds = 0;
        if (_scene[MjRenderFlag.Reflection]) _scene[MjRenderFlag.Reflection] = false;
        else _scene[MjRenderFlag.Shadow] = false;
    }
}
