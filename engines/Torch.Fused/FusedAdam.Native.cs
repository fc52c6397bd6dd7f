#if !ENGINES_NUGET
namespace HiqlRobotics.Engines.Torch;

public sealed partial class FusedAdam
{
    private void Update(double rate, double scale)
    {
        var settings = new AdamSettings
        {
            Beta1 = _beta1,
            Beta2 = _beta2,
            Eps = _eps,
            Rate = rate,
            Scale = scale,
            SkipNaN = SkipNaN ? 1 : 0,
        };
        NativeOps.AdamStep(_parameters, _firstMoments, _secondMoments, settings, _clock);
    }

    private void ClearGradients() => NativeOps.ClearGradients(_parameters);
}
#endif
