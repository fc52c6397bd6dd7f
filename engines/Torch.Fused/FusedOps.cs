using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

/// <summary>The learner's inner operations, each one native call and at most one autograd node.</summary>
public static class FusedOps
{
    /// <summary>
    /// <c>layer_norm(activation(input · weightᵀ + bias))</c>; without <paramref name="normWeight"/> and
    /// <paramref name="normBias"/> no normalisation. The variance is the biased one.
    /// </summary>
    /// <param name="input">[batch, in]</param>
    /// <param name="weight">[out, in]</param>
    /// <param name="bias">[out]</param>
    /// <param name="normWeight">[out] or null.</param>
    /// <param name="normBias">[out] or null.</param>
    /// <param name="activation">The nonlinearity before the normalisation.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <returns>[batch, out], in the caller's dispose scope.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The shapes do not fit each other.</exception>
    public static Tensor HiddenLayer(
        Tensor input, Tensor weight, Tensor bias, Tensor? normWeight, Tensor? normBias, Activation activation, double eps = 1e-6)
        => Implementation.HiddenLayer(input, weight, bias, normWeight, normBias, activation, eps);

    /// <summary><c>target ← tau · source + (1 − tau) · target</c> for every pair, without recording gradients.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static void Polyak(IReadOnlyList<Tensor> targets, IReadOnlyList<Tensor> sources, double tau)
    {
        if (targets.Count != sources.Count)
        {
            throw new ArgumentException($"{targets.Count} targets cannot follow {sources.Count} sources");
        }
        Implementation.Polyak(targets, sources, tau);
    }

    /// <summary>Overwrites a tensor, in the order of the work on its device; nobody waits for the device.</summary>
    /// <param name="target">Contiguous float32, without gradient.</param>
    /// <param name="values">As many as the target has elements; free again when the call returns.</param>
    /// <exception cref="ArgumentException">Another number of values, or another type.</exception>
    public static void Write(Tensor target, ReadOnlySpan<float> values) => Write(target, values, ScalarType.Float32);

    /// <inheritdoc cref="Write(Tensor, ReadOnlySpan{float})"/>
    /// <param name="target">Contiguous int64.</param>
    /// <param name="values">As many as the target has elements; free again when the call returns.</param>
    public static void Write(Tensor target, ReadOnlySpan<long> values) => Write(target, values, ScalarType.Int64);

    private static void Write<T>(Tensor target, ReadOnlySpan<T> values, ScalarType type)
        where T : unmanaged
    {
        if (target.NumberOfElements != values.Length || target.dtype != type)
        {
            throw new ArgumentException($"{values.Length} values of {type} do not fill a tensor of {target.NumberOfElements} {target.dtype}");
        }
        Implementation.Write(target, values);
    }
}
