using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// The first elements of a state as its own representation: all of them, the paper's variant without φ (HIQL
/// repository, <c>use_rep 0</c>), or the position alone. The manager predicts the difference to the present state, and
/// the worker reads it, both in standardised units.
/// </summary>
public sealed class StateSlice : ISubgoalRep
{
    private readonly ObservationScaling _scaling;
    private readonly int _full;
    private readonly Tensor _mean;
    private readonly Tensor _deviation;

    /// <summary>A slice of states that are scaled like this.</summary>
    /// <param name="scaling">Of the observations.</param>
    /// <param name="width">How many elements.</param>
    /// <param name="device">Where the states live.</param>
    public StateSlice(ObservationScaling scaling, int width, Device device)
    {
        _scaling = scaling.Slice(width);
        _full = scaling.Mean.Count;
        _mean = tensor([.. _scaling.Mean], device: device).DetachFromDisposeScope();
        _deviation = tensor([.. _scaling.Deviation], device: device).DetachFromDisposeScope();
    }

    private int Width => _scaling.Mean.Count;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters() => [];

    /// <inheritdoc/>
    public Tensor Forward(Tensor observations, Tensor goals)
    {
        // An encoded state is [standardised; sines; cosines]; the waves are those of the position, which every slice has.
        var waves = _scaling.EncodedDim - Width;
        return Width == _full ? goals : waves == 0 ? goals.narrow(1, 0, Width)
            : cat([goals.narrow(1, 0, Width), goals.narrow(1, _full, waves)], 1);
    }

    /// <inheritdoc/>
    public Tensor Regressand(Tensor observations, Tensor targets, Tensor rep) =>
        ForWorker(observations, targets);

    /// <inheritdoc/>
    public Tensor Subgoal(Tensor observations, Tensor prediction) =>
        (observations.narrow(1, 0, Width) + prediction) * _deviation + _mean;

    /// <inheritdoc/>
    public Tensor Encode(Tensor subgoal) => tensor(
        _scaling.Encode(subgoal.contiguous().cpu().data<float>().ToArray()), [subgoal.shape[0], _scaling.EncodedDim], device: subgoal.device);

    /// <inheritdoc/>
    public int WorkerDim => Width;

    /// <inheritdoc/>
    public Tensor ForWorker(Tensor observations, Tensor rep) => rep.narrow(1, 0, Width) - observations.narrow(1, 0, Width);

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
    }
}
