namespace HiqlRobotics.Sim;

/// <summary>Readies the engine's own copy of the model for a control step; must not change what the step computes.</summary>
internal interface IStepPreparation
{
    /// <summary>Called before the physics steps of a control step.</summary>
    /// <param name="qpos">Generalised positions, shape (nq,).</param>
    /// <param name="qvel">Generalised velocities, shape (nv,).</param>
    /// <param name="duration">Length of the control step in s.</param>
    void Prepare(ReadOnlySpan<double> qpos, ReadOnlySpan<double> qvel, double duration);
}
