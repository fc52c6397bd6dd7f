using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015) with an L2 penalty and AMSGrad as options.</summary>
public class Adam : optim.Optimizer
{
    private readonly Dictionary<Parameter, Moments> _state = new(ReferenceEqualityComparer.Instance);
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly double _weightDecay;
    private readonly bool _amsgrad;
    private readonly bool _maximize;

    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        Require(lr >= 0, $"Invalid learning rate: {lr}");
        Require(eps >= 0, $"Invalid eps: {eps}");
        Require(beta1 is >= 0 and < 1, $"Invalid beta1: {beta1}");
        Require(beta2 is >= 0 and < 1, $"Invalid beta2: {beta2}");
        Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
        (_beta1, _beta2, _eps, _weightDecay, _amsgrad, _maximize) = (beta1, beta2, eps, weight_decay, amsgrad, maximize);
        _parameter_groups.Add(new ParamGroup { Parameters = [.. parameters], LearningRate = lr, InitialLearningRate = lr });
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = closure?.Invoke();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
        {
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is { } gradient)
                {
                    Update(parameter, gradient, group.LearningRate);
                }
            }
        }
        return loss;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var moments in _state.Values)
        {
            moments.Dispose();
        }
        _state.Clear();
        base.Dispose(disposing);
    }

    private void Update(Parameter parameter, Tensor gradient, double rate)
    {
        if (!_state.TryGetValue(parameter, out var state))
        {
            _state[parameter] = state = new Moments(parameter);
        }
        state.Step++;
        var slope = _maximize ? -gradient : gradient;
        slope = _weightDecay != 0 ? slope.add(parameter, _weightDecay) : slope;
        state.First.mul_(_beta1).add_(slope, 1 - _beta1);
        state.Second.mul_(_beta2).addcmul_(slope, slope, 1 - _beta2);
        var second = _amsgrad ? state.Highest.copy_(maximum(state.Highest, state.Second)) : state.Second;
        var scale = (second.sqrt() / Math.Sqrt(1 - Math.Pow(_beta2, state.Step))).add_(_eps);
        parameter.addcdiv_(state.First, scale, -rate / (1 - Math.Pow(_beta1, state.Step)));
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    private sealed class Moments(Tensor parameter) : IDisposable
    {
        internal long Step { get; set; }

        internal Tensor First { get; } = zeros_like(parameter).DetachFromDisposeScope();

        internal Tensor Second { get; } = zeros_like(parameter).DetachFromDisposeScope();

        internal Tensor Highest { get; } = zeros_like(parameter).DetachFromDisposeScope();

        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
            Highest.Dispose();
        }
    }
}
