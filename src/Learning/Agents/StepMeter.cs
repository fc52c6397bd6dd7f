using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Collects what one lane of a step reports; one per lane, so that lanes share nothing.</summary>
internal sealed class StepMeter(bool measure, bool checkLoss)
{
    private readonly Dictionary<string, double> _metrics = [];

    /// <summary>Whether every loss is looked at: nothing else stops a NaN, and on a GPU looking would wait for the step.</summary>
    /// <param name="config">Says whether NaN gradients are left out.</param>
    /// <param name="parameter">One of the agent's.</param>
    public static bool ChecksEachLoss(HiqlConfig config, Tensor parameter) => !config.FilterNanGradients && parameter.device.IsCpu();

    /// <summary>Whether metrics are wanted.</summary>
    public bool Measures => measure;

    /// <summary>False once a loss was not finite.</summary>
    public bool IsFinite { get; private set; } = true;

    /// <summary>What was measured, in the order of measuring.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>Checks a loss and records it.</summary>
    public void Loss(string name, Tensor loss)
    {
        if (!measure && !checkLoss)
            return;
        var value = Read(loss);
        IsFinite &= double.IsFinite(value);
        if (measure)
            _metrics[name] = value;
    }

    /// <summary>Records a value loss and the values it was computed from.</summary>
    public void Value(Tensor loss, HeadPair online)
    {
        using var noGrad = no_grad();
        Value(loss, measure ? online.Mean : online.First);
    }

    /// <summary>Records the loss of a value without heads.</summary>
    public void Value(Tensor loss, Tensor online)
    {
        Loss("value/value_loss", loss);
        Range("value/v", online);
    }

    /// <summary>Records the loss of Q and the smaller head.</summary>
    public void Critic(Tensor loss, HeadPair online)
    {
        Loss("critic/critic_loss", loss);
        using var noGrad = no_grad();
        Range("critic/q", measure ? minimum(online.First, online.Second) : online.First);
    }

    private void Range(string name, Tensor values)
    {
        if (!measure)
            return;
        using var noGrad = no_grad();
        _metrics[$"{name}_mean"] = Read(values.mean());
        _metrics[$"{name}_max"] = Read(values.max());
        _metrics[$"{name}_min"] = Read(values.min());
    }

    /// <summary>Records the advantages of an actor and the weights made of them.</summary>
    public void Weights(string actor, Tensor advantage, Tensor weight)
    {
        if (!measure)
            return;
        _metrics[$"{actor}/adv"] = Read(advantage.mean());
        _metrics[$"{actor}/weight"] = Read(weight.mean());
        _metrics[$"{actor}/weight_clipped"] = Read(weight.ge(Losses.MaximumWeight).to_type(ScalarType.Float32).mean());
    }

    /// <summary>Records a regression.</summary>
    public void Regression(string actor, Tensor loss, Tensor logProb, Tensor difference)
    {
        Loss($"{actor}/actor_loss", loss);
        if (!measure)
            return;
        using var noGrad = no_grad();
        _metrics[$"{actor}/bc_log_prob"] = Read(logProb.mean());
        Error($"{actor}/mse", difference);
    }

    /// <summary>Records a mean squared error.</summary>
    public void Error(string name, Tensor difference) => _metrics[name] = Read((difference * difference).mean());

    /// <summary>The meters of a step's lanes as one report.</summary>
    public static StepReport Report(bool measure, params ReadOnlySpan<StepMeter> lanes)
    {
        var finite = true;
        var metrics = measure ? new Dictionary<string, double>() : null;
        foreach (var lane in lanes)
        {
            finite &= lane.IsFinite;
            foreach (var (name, value) in lane.Metrics)
                metrics?.Add(name, value);
        }
        return new StepReport(finite, metrics);
    }

    private static double Read(Tensor scalar) => scalar.cpu().item<float>();
}
