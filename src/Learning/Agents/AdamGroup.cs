using HiqlRobotics.Engines.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Adam (β 0.9 and 0.999, ε 1e-8) over named parameters that share a loss.</summary>
public sealed class AdamGroup : IDisposable
{
    private readonly FusedAdam _adam;
    private readonly string[] _names;

    /// <summary>An optimiser whose moments are 0.</summary>
    public AdamGroup(HiqlConfig config, IEnumerable<(string Name, Parameter Tensor)> parameters)
    {
        (string Name, Parameter Tensor)[] named = [.. parameters];
        _names = [.. named.Select(parameter => parameter.Name)];
        _adam = new FusedAdam(named.Select(parameter => parameter.Tensor)) { SkipNaN = config.FilterNanGradients };
    }

    /// <summary>Gradient steps made.</summary>
    public long StepCount
    {
        get => _adam.StepCount;
        set => _adam.StepCount = value;
    }

    /// <summary>First and second moments by the names of their parameters, in a fixed order.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedMoments()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            yield return ($"{_names[i]}.exp_avg", _adam.FirstMoments[i]);
            yield return ($"{_names[i]}.exp_avg_sq", _adam.SecondMoments[i]);
        }
    }

    /// <inheritdoc cref="FusedAdam.SetRate"/>
    public void SetRate(double learningRate) => _adam.SetRate(learningRate);

    /// <inheritdoc cref="FusedAdam.CountReplay"/>
    public void CountReplay() => _adam.CountReplay();

    /// <summary>One step with the gradients of the last backward pass, which are cleared.</summary>
    public void Step(double learningRate)
    {
        _adam.Step(learningRate);
        _adam.ZeroGrad();
    }

    /// <inheritdoc/>
    public void Dispose() => _adam.Dispose();
}
