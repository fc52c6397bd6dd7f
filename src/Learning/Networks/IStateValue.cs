using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>V(s, g), whatever network it is: what diagnostics, probes and checkpoints ask of it.</summary>
public interface IStateValue : IDisposable
{
    /// <summary>All parameters by name, in a fixed order.</summary>
    IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix);

    /// <summary>V, shape (batch,).</summary>
    /// <param name="observations">Encoded s, shape (batch, encoded_dim).</param>
    /// <param name="goals">What V reads of the goals: themselves, or their <see cref="ISubgoalRep.Forward"/>.</param>
    Tensor Mean(Tensor observations, Tensor goals);
}
