using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>What stands for a goal in V and in the worker, and what the manager predicts of it.</summary>
public interface ISubgoalRep : IDisposable
{
    /// <summary>What is learned of it, by name; nothing for a slice of the state.</summary>
    IEnumerable<(string Name, Parameter Tensor)> NamedParameters();

    /// <summary>Encoded observations and goals, shape (batch, encoded_dim) → what V reads.</summary>
    Tensor Forward(Tensor observations, Tensor goals);

    /// <summary>What the manager predicts where the subgoal is to be <paramref name="targets"/>.</summary>
    /// <param name="observations">Encoded s.</param>
    /// <param name="targets">Encoded states k steps ahead.</param>
    /// <param name="rep">Their <see cref="Forward"/>.</param>
    Tensor Regressand(Tensor observations, Tensor targets, Tensor rep);

    /// <summary>The subgoal that a bundle's manager gives out, in the units of the bundle.</summary>
    /// <param name="observations">Encoded s.</param>
    /// <param name="prediction">The manager's mean.</param>
    Tensor Subgoal(Tensor observations, Tensor prediction);

    /// <summary>A bundle's subgoal as <see cref="Forward"/> has it.</summary>
    Tensor Encode(Tensor subgoal);

    /// <summary>How many numbers a worker reads of a subgoal.</summary>
    int WorkerDim { get; }

    /// <summary>What a worker reads of it.</summary>
    /// <param name="observations">Encoded s.</param>
    /// <param name="rep">The subgoal as <see cref="Forward"/> has it.</param>
    Tensor ForWorker(Tensor observations, Tensor rep);
}
