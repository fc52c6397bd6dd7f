namespace HiqlRobotics.Sim.Data;

/// <summary>Whether a dataset belongs to a simulator, row by row. Errors are the largest over the elements of a row.</summary>
/// <param name="Rows">Rows that have a successor in their episode and were replayed.</param>
/// <param name="Float64">Whether the full-precision states of the file were used.</param>
/// <param name="Jumps">
/// Rows after which the task moved the robot by chance (teleporters): there the stored next position is compared with
/// the possible place nearest to it, and the observation, as in OGBench, with the place before the jump.
/// </param>
/// <param name="QposError">Positions, in metres and radians.</param>
/// <param name="QvelError">Velocities, in metres and radians per second.</param>
/// <param name="ObservationError">Observations, float32 on both sides.</param>
public sealed record ReplayReport(
    long Rows, bool Float64, long Jumps, ErrorSummary QposError, ErrorSummary QvelError, ErrorSummary ObservationError);
