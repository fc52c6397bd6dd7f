using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A trainable leaf tensor; takes over the tensor it is made from.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The original's name.")]
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(Take(data, requires_grad, out var scope))
    {
        // The parameter belongs where its data belonged, not to whatever scope happens to be open now.
        OwningDisposeScope?.Detach(this);
        scope?.Include<Tensor>(this);
    }

    private static IntPtr Take(Tensor data, bool requiresGrad, out DisposeScope? scope)
    {
        scope = data.OwningDisposeScope;
        return data.with_requires_grad(requiresGrad).MoveHandle();
    }
}
