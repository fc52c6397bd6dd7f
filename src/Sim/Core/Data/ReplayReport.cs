namespace HiqlRobotics.Sim.Data;

/// <summary>
/// Whether a dataset belongs to a simulator, row by row. Errors are the largest over the elements of a row. A row is off where the
/// simulator misses the next one by more than a tenth of the way from a row to the next (the median).
/// </summary>
/// <param name="Rows">Rows that have a successor in their episode and an action, and were replayed.</param>
/// <param name="Float64">Whether the full-precision states of the file were used.</param>
/// <param name="Jumps">
/// Rows after which the task moved the robot by chance (teleporters): there the stored next position is compared with
/// the possible place nearest to it, and the observation, as in OGBench, with the place before the jump.
/// </param>
/// <param name="QposError">Positions, in metres and radians.</param>
/// <param name="QvelError">Velocities, in metres and radians per second.</param>
/// <param name="ObservationError">Observations, float32 on both sides.</param>
/// <param name="QposTolerance">From here on a row is off, in metres and radians.</param>
/// <param name="RowsOff">How many are.</param>
/// <param name="FirstRowOff">The first of them; null where there is none.</param>
public sealed record ReplayReport(
    long Rows, bool Float64, long Jumps, ErrorSummary QposError, ErrorSummary QvelError, ErrorSummary ObservationError,
    double QposTolerance, long RowsOff, long? FirstRowOff)
{
    // Contacts are chaotic: from states rounded to float32 a step now and then ends elsewhere.
    private const double LargestShareOff = 0.01;

    /// <summary>Whether hardly any row is off: one in a hundred at most.</summary>
    public bool Belongs => RowsOff <= LargestShareOff * Rows;
}
