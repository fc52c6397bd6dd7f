using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>An exponential average of an agent's weights, which is what gets exported and evaluated.</summary>
public sealed class WeightAverage : IDisposable
{
    private readonly double _decay;
    private readonly string[] _names;
    private readonly Tensor[] _weights;
    private readonly Tensor[] _averages;

    /// <summary>An average that starts at the present weights.</summary>
    /// <param name="networks">Whose weights.</param>
    /// <param name="decay">Share of the old average kept at every step; in (0, 1).</param>
    public WeightAverage(AgentNetworks networks, double decay)
    {
        _decay = decay;
        using var noGrad = no_grad();
        _names = [.. networks.TrainedParameters().Select(named => $"average.{named.Name}")];
        _weights = [.. networks.TrainedParameters().Select(named => named.Tensor)];
        _averages = [.. _weights.Select(weight => weight.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>The averages by name, in a fixed order.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedParameters() => _names.Zip(_averages);

    /// <summary>Takes the present weights into the average.</summary>
    public void Update() => FusedOps.Polyak(_averages, _weights, 1 - _decay);

    /// <summary>Runs something while the networks hold the averages.</summary>
    public void Use(Action action)
    {
        Exchange();
        try
        {
            action();
        }
        finally
        {
            Exchange();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in _averages)
            average.Dispose();
    }

    private void Exchange()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        for (var i = 0; i < _weights.Length; i++)
        {
            var weight = _weights[i].clone();
            _weights[i].copy_(_averages[i]);
            _averages[i].copy_(weight);
        }
    }
}
