using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class GELU : nn.Module<Tensor, Tensor>
{
    internal GELU()
        : base(nameof(GELU))
    {
    }

    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor);
}

public sealed class ReLU : nn.Module<Tensor, Tensor>
{
    internal ReLU(bool inplace)
        : base(nameof(ReLU))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; }

    public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
}
