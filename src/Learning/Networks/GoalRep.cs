using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>φ([s; g]), φ([g; s]) or φ(g), scaled to length √rep_dim.</summary>
public sealed class GoalRep : ISubgoalRep
{
    private readonly bool _goalAlone;
    private readonly bool _goalFirst;
    private readonly double _length;

    /// <summary>A freshly initialised φ.</summary>
    public GoalRep(HiqlConfig config, ObservationScaling scaling, RandomStream random, Device device)
    {
        _goalAlone = config.SubgoalRep == SubgoalRep.PhiGoal;
        _goalFirst = config.RepGoalFirst;
        _length = Math.Sqrt(config.RepDim);
        var width = scaling.EncodedDim;
        var (posture, goalPosture) = (scaling.StateScale(config.PostureScale), scaling.GoalScale(config.GoalPostureScale));
        var (first, second) = _goalFirst ? (goalPosture, posture) : (posture, goalPosture);
        var shape = new MlpShape(_goalAlone ? width : 2 * width, config.ValueHidden, config.RepDim, config.ValueActivation, config.LayerNorm);
        Network = _goalAlone
            ? new Mlp(shape, 1.0, random, device, goalPosture)
            : new Mlp(shape, 1.0, random, device, InputScales.Join(first, second, width, width), InputProducts.OfStateAndGoal(config, scaling));
    }

    /// <summary>The network before the scaling.</summary>
    public Mlp Network { get; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters() => Network.NamedParameters("goal_rep");

    /// <summary>Observations and goals of shape (batch, observation_dim) → (batch, rep_dim), every row of length √rep_dim.</summary>
    public Tensor Forward(Tensor observations, Tensor goals) => Normalize(Network.Forward(
        _goalAlone ? goals : _goalFirst ? cat([goals, observations], 1) : cat([observations, goals], 1)));

    /// <summary>x / ‖x‖ · √d, without an ε (as both reference codes).</summary>
    public Tensor Normalize(Tensor rep) => rep / rep.norm(1, keepdim: true, p: 2f) * _length;

    /// <inheritdoc/>
    /// <remarks>The regression is on R^d; only acting projects to the sphere (<c>hiql.py</c>, <c>sample_actions</c>).</remarks>
    public Tensor Regressand(Tensor observations, Tensor targets, Tensor rep) => rep;

    /// <inheritdoc/>
    public Tensor Subgoal(Tensor observations, Tensor prediction) => Normalize(prediction);

    /// <inheritdoc/>
    public Tensor Encode(Tensor subgoal) => subgoal;

    /// <inheritdoc/>
    public int WorkerDim => Network.Shape.Outputs;

    /// <inheritdoc/>
    public Tensor ForWorker(Tensor observations, Tensor rep) => rep;

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
