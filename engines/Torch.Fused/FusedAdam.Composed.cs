#if ENGINES_NUGET
using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

public sealed partial class FusedAdam
{
    private void Update(double rate, double scale)
    {
        using var noGrad = no_grad();
        for (var i = 0; i < _parameters.Length; i++)
        {
            using var scope = NewDisposeScope();
            if (_parameters[i].grad is { } gradient)
            {
                UpdateOne(i, SkipNaN ? where(gradient.isnan(), zeros_like(gradient), gradient) : gradient, rate, scale);
            }
        }
    }

    private void UpdateOne(int index, Tensor gradient, double rate, double scale)
    {
        _firstMoments[index].mul_(_beta1).add_(gradient, 1 - _beta1);
        _secondMoments[index].mul_(_beta2).addcmul_(gradient, gradient, 1 - _beta2);
        var denominator = _secondMoments[index].sqrt().mul_(scale).add_(_eps);
        _parameters[index].addcdiv_(_firstMoments[index], denominator, -rate);
    }

    private void ClearGradients()
    {
        foreach (var parameter in _parameters)
        {
            parameter.grad = null;
        }
    }
}
#endif
