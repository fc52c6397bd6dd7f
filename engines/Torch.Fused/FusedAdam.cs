using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

/// <summary>
/// Adam (Kingma and Ba 2015, without weight decay) over a fixed list of parameters; a step is one native call with one
/// pass over each parameter; all are on one device. The state is open, so that a checkpoint can hold it. Where a <see cref="CudaGraph"/> can be
/// recorded, step count and learning rate lie on the GPU too, so that a recorded step stays right.
/// </summary>
public sealed partial class FusedAdam : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _firstMoments;
    private readonly Tensor[] _secondMoments;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly AdamClock? _clock;
    private long _stepCount;

    /// <exception cref="ArgumentException">A beta outside [0, 1) or a negative eps.</exception>
    public FusedAdam(IEnumerable<Parameter> parameters, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8)
    {
        if (beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1 || eps < 0)
        {
            throw new ArgumentException($"Adam needs betas in [0, 1) and eps >= 0, not {beta1}, {beta2}, {eps}");
        }
        _parameters = [.. parameters];
        _firstMoments = Array.ConvertAll(_parameters, Zeros);
        _secondMoments = Array.ConvertAll(_parameters, Zeros);
        (_beta1, _beta2, _eps) = (beta1, beta2, eps);
        if (CudaGraph.IsSupported && _parameters is [var first, ..] && first.device.type == TorchSharp.DeviceType.CUDA)
        {
            _clock = new AdamClock(first.device);
        }
    }

    /// <summary>Steps taken so far; settable for checkpoints.</summary>
    public long StepCount
    {
        get => _stepCount;
        set
        {
            _stepCount = value;
            _clock?.Steps.fill_(value);
        }
    }

    /// <summary>Treats NaN gradient elements as zero, as the HIQL reference's optimiser chain does.</summary>
    public bool SkipNaN { get; init; }

    /// <summary>Decayed gradient means, one per parameter in the constructor's order; write into them to restore.</summary>
    public IReadOnlyList<Tensor> FirstMoments => _firstMoments;

    /// <summary>Decayed means of squared gradients, as <see cref="FirstMoments"/>.</summary>
    public IReadOnlyList<Tensor> SecondMoments => _secondMoments;

    /// <summary>
    /// Sets what the next replay of a recorded step moves by. Called before recording as well: a rate that <see cref="Step"/> had to set while it
    /// is recorded would be set again by every replay.
    /// </summary>
    public void SetRate(double learningRate) => _clock?.SetRate(learningRate);

    /// <summary>Counts a step that a replay is to make; recording one has counted the first.</summary>
    public void CountReplay() => _stepCount++;

    /// <summary>Updates every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        SetRate(learningRate);
        _stepCount++;
        var rate = learningRate / (1 - Math.Pow(_beta1, _stepCount));
        var scale = 1 / Math.Sqrt(1 - Math.Pow(_beta2, _stepCount));
        Update(rate, scale);
    }

    /// <summary>Drops every gradient, so that the next backward pass writes instead of adding.</summary>
    public void ZeroGrad() => ClearGradients();

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            _firstMoments[i].Dispose();
            _secondMoments[i].Dispose();
        }
        _clock?.Dispose();
    }

    private static Tensor Zeros(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();
}
