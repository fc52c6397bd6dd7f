using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    internal LayerNorm(
        long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (elementwise_affine)
        {
            register_parameter(nameof(weight), new Parameter(ones(normalized_shape, dtype, device).DetachFromDisposeScope()));
            if (bias)
            {
                register_parameter(nameof(bias), new Parameter(zeros(normalized_shape, dtype, device).DetachFromDisposeScope()));
            }
        }
    }

    public long[] normalized_shape { get; }

    public double eps { get; }

    public bool elementwise_affine { get; }

    public Parameter weight => get_parameter(nameof(weight))!;

    public Parameter? bias => get_parameter(nameof(bias));

    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
