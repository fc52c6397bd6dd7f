namespace HiqlRobotics.Sim.Data;

/// <summary>Replays rows in an environment of its own and keeps the errors.</summary>
internal sealed class ReplayWorker(SimEnvironment environment) : IDisposable
{
    public SimEnvironment Environment => environment;

    /// <summary>The rows of the file that were replayed.</summary>
    public List<long> Rows { get; } = [];

    /// <summary>How far the file goes from each row to the next, in qpos.</summary>
    public List<float> Moves { get; } = [];

    public List<float> QposErrors { get; } = [];

    public List<float> QvelErrors { get; } = [];

    public List<float> ObservationErrors { get; } = [];

    public long Jumps { get; private set; }

    /// <summary>Replays the rows <paramref name="first"/> … <paramref name="end"/> − 1 that have a successor and an action.</summary>
    public void Replay(ReplayChunk chunk, int first, int end)
    {
        for (var row = first; row < end; row++)
            if (chunk.HasSuccessor(row))
                ReplayRow(chunk, row);
    }

    public void Dispose() => environment.Dispose();

    private void ReplayRow(ReplayChunk chunk, int row)
    {
        chunk.Switches(row).CopyTo(environment.Switches);
        var observation = environment.StepFrom(chunk.Qpos(row), chunk.Qvel(row), chunk.Action(row));
        var next = chunk.Qpos(row + 1);
        if (environment.Task is IJumpingTask task && task.TryJumpTowards(environment.Physics, next))
            Jumps++;
        Rows.Add(chunk.First + row);
        Moves.Add((float)Error(chunk.Qpos(row), next));
        QposErrors.Add((float)Error(environment.Physics.Qpos, next));
        QvelErrors.Add((float)Error(environment.Physics.Qvel, chunk.Qvel(row + 1)));
        ObservationErrors.Add(Error(observation, chunk.Observation(row + 1)));
    }

    // The largest difference of an element.
    private static double Error(ReadOnlySpan<double> found, ReadOnlySpan<double> stored)
    {
        var error = 0.0;
        for (var k = 0; k < found.Length; k++)
            error = Math.Max(error, Math.Abs(found[k] - stored[k]));
        return error;
    }

    private static float Error(ReadOnlySpan<float> found, ReadOnlySpan<float> stored)
    {
        var error = 0f;
        for (var k = 0; k < found.Length; k++)
            error = Math.Max(error, Math.Abs(found[k] - stored[k]));
        return error;
    }
}
