using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Shortens the gradient of all parameters together to a greatest length.</summary>
/// <param name="parameters">Whose gradients count as one vector.</param>
/// <param name="longest">Its greatest length; 0 for any.</param>
public sealed class GradientClip(IEnumerable<Parameter> parameters, double longest)
{
    private readonly Parameter[] _parameters = [.. parameters];

    /// <summary>Changes the gradients of the last backward pass; nothing is read back from the device.</summary>
    public void Apply()
    {
        if (longest == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor[] gradients = [.. _parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        var excess = (stack(gradients.Select(gradient => gradient.norm())).norm() / longest).clamp(min: 1);
        foreach (var gradient in gradients)
            gradient.div_(excess);
    }
}
