using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Whether a worker looks at its subgoal.</summary>
internal static class Obedience
{
    /// <summary>A worker that goes on as it goes imitates as well with the subgoal of another row.</summary>
    /// <param name="actor">The worker.</param>
    /// <param name="worker">What it learns from.</param>
    /// <param name="subgoal">What it reads of its subgoals.</param>
    /// <param name="meter">Gets the error with the subgoals of other rows.</param>
    public static void Measure(GCActor actor, WorkerBatch worker, Tensor subgoal, StepMeter meter)
    {
        if (!meter.Measures)
            return;
        using var noGrad = no_grad();
        meter.Error("low_actor/mse_other_subgoal", worker.Actions - actor.Mean(worker.Observations, Losses.OtherRows(subgoal)));
    }
}
