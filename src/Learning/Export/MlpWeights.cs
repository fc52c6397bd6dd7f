namespace HiqlRobotics.Learning.Export;

/// <summary>A multilayer perceptron as plain data: Dense → activation → LayerNorm per hidden layer, then a linear layer.</summary>
/// <param name="Layers">From input to output; the last is linear and carries no norm.</param>
/// <param name="Activation">After every layer but the last.</param>
public sealed record MlpWeights(IReadOnlyList<DenseLayer> Layers, Activation Activation)
{
    /// <summary>ε of the layer norms; Flax's and OGBench's 1e-6 (torch's default is 1e-5).</summary>
    public float NormEpsilon { get; init; } = 1e-6f;

    /// <summary>Pairs of inputs whose product the first layer reads behind them; null for none.</summary>
    public InputProducts? Products { get; init; }

    /// <summary>Width of the input.</summary>
    public int Inputs => Layers[0].Inputs - (Products?.Count ?? 0);

    /// <summary>Width of the output.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>Checks that every layer fits the next and that the last is linear.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Validate()
    {
        if (Layers.Count == 0 || Layers[^1].NormScale is not null)
            throw new ArgumentException("an MLP ends in a linear layer without norm");
        for (var i = 0; i < Layers.Count; i++)
        {
            Layers[i].Validate();
            if (i > 0 && Layers[i].Inputs != Layers[i - 1].Outputs)
                throw new ArgumentException($"layer {i}: {Layers[i].Inputs} inputs after {Layers[i - 1].Outputs} outputs");
        }
    }
}
