namespace HiqlRobotics.Learning.Export;

/// <summary>y = x·Wᵀ + b, and optionally the layer norm that follows the activation.</summary>
/// <param name="Weight">W, shape (outputs, inputs), row-major (torch's layout).</param>
/// <param name="Bias">b, shape (outputs,).</param>
/// <param name="Inputs">Width of x.</param>
/// <param name="Outputs">Width of y.</param>
/// <param name="NormScale">Scale of the layer norm, shape (outputs,); null where there is none.</param>
/// <param name="NormBias">Bias of the layer norm, shape (outputs,); null where there is none.</param>
public sealed record DenseLayer(
    float[] Weight, float[] Bias, int Inputs, int Outputs, float[]? NormScale = null, float[]? NormBias = null)
{
    /// <summary>Checks the lengths of the arrays.</summary>
    /// <exception cref="ArgumentException">One does not fit.</exception>
    public void Validate()
    {
        if (Weight.Length != Inputs * Outputs || Bias.Length != Outputs)
            throw new ArgumentException($"dense layer {Inputs}→{Outputs}: {Weight.Length} weights, {Bias.Length} biases");
        if (NormScale?.Length != NormBias?.Length || (NormScale?.Length ?? Outputs) != Outputs)
            throw new ArgumentException($"dense layer {Inputs}→{Outputs}: layer norm of another width");
    }
}
