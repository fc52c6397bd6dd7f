namespace HiqlRobotics.Contracts;

/// <summary>File, input and output names of a bundle: the contract between the learner that writes and the controller that reads.</summary>
public static class BundleFiles
{
    /// <summary>π_h: <c>observation</c>, <c>goal</c> → <c>subgoal</c> (length √rep_dim). Hierarchical bundles only.</summary>
    public const string Manager = "manager.onnx";

    /// <summary>π_l: <c>observation</c>, <c>subgoal</c> → <c>action</c> (mean, clipped). Flat bundles: <c>observation</c>, <c>goal</c> → <c>action</c>.</summary>
    public const string Worker = "worker.onnx";

    /// <summary>V: <c>observation</c>, <c>goal</c> → <c>value</c>, the mean of the heads or a negative distance, shape (batch,). Absent where the agent has none (GCBC).</summary>
    public const string Value = "value.onnx";

    /// <summary>φ: <c>observation</c>, <c>goal</c> → <c>subgoal</c>; has both inputs, whichever it reads. Hierarchical bundles only.</summary>
    public const string GoalRep = "goal_rep.onnx";

    /// <summary><c>observations</c>: dataset states spread over the state space, shape (n, observation_dim), float32.</summary>
    public const string Landmarks = "landmarks.npz";

    /// <summary>
    /// The landmark graph: <c>landmarks</c>, rows of <see cref="Landmarks"/>, shape (n,), int32; <c>distances</c> in control steps from
    /// each of them to each, shape (n, n), float16. Absent where none was built.
    /// </summary>
    public const string Graph = "graph.npz";

    /// <summary>
    /// Inputs with the trainer's own outputs, float32, one row per probe: <c>observation</c>, <c>goal</c>,
    /// <c>subgoal</c> (input of the worker), and per network <c>manager_subgoal</c>, <c>worker_action</c>,
    /// <c>value_value</c>, <c>goal_rep_subgoal</c>; the keys of absent networks are absent.
    /// </summary>
    public const string Probes = "probes.npz";

    /// <summary>Name of an ONNX input or output.</summary>
    public const string Observation = "observation", Goal = "goal", Subgoal = "subgoal", Action = "action", ValueOutput = "value";

    /// <summary>Largest |difference| / max(1, |stored|) between a probe's stored and replayed output that is accepted.</summary>
    public const double ProbeTolerance = 1e-5;
}
