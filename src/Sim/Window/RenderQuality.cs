using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Gives up the dearest effects where pictures take too long: software OpenGL draws shadows at a few per second.</summary>
internal sealed class RenderQuality(MjScene scene)
{
    // Below 20 pictures per second motion is no longer smooth.
    private const double TooLong = 0.05;
    private const int Patience = 5;

    private int _slowPictures;

    /// <summary>Told the seconds of every picture.</summary>
    public void Observe(double seconds)
    {
        _slowPictures = seconds > TooLong ? _slowPictures + 1 : 0;
        if (_slowPictures < Patience) return;
        _slowPictures = 0;
        if (scene[MjRenderFlag.Reflection]) scene[MjRenderFlag.Reflection] = false;
        else scene[MjRenderFlag.Shadow] = false;
    }
}
