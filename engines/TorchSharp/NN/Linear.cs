using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        in_features = inputSize;
        out_features = outputSize;
        register_parameter(nameof(weight), new Parameter(empty(outputSize, inputSize, dtype, device).DetachFromDisposeScope()));
        if (hasBias)
        {
            register_parameter(nameof(bias), new Parameter(empty(outputSize, dtype, device).DetachFromDisposeScope()));
        }
        reset_parameters();
    }

    public long in_features { get; }

    public long out_features { get; }

    public Parameter weight => get_parameter(nameof(weight))!;

    public Parameter? bias => get_parameter(nameof(bias));

    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);

    private void reset_parameters()
    {
        // Kaiming-uniform with a = sqrt(5), which works out as 1/sqrt(fan-in) for weights and biases alike.
        var bound = 1.0 / Math.Sqrt(in_features);
        nn.init.uniform_(weight, -bound, bound);
        if (bias is { } present)
        {
            nn.init.uniform_(present, -bound, bound);
        }
    }
}
