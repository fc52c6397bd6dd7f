namespace HiqlRobotics.Sim.Data;

/// <summary>Replays rows in an environment of its own and keeps the errors.</summary>
internal sealed class ReplayWorker(SimEnvironment environment) : IDisposable
{
    public SimEnvironment Environment => environment;

    public List<float> QposErrors { get; } = [];

    public List<float> QvelErrors { get; } = [];

    public List<float> ObservationErrors { get; } = [];

    public long Jumps { get; private set; }

    /// <summary>Replays the rows <paramref name="first"/> … <paramref name="end"/> − 1 that have a successor.</summary>
    public void Replay(ReplayChunk chunk, int first, int end)
    {
        for (var row = first; row < end; row++)
            if (!chunk.IsTerminal(row))
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
        QposErrors.Add((float)Error(environment.Physics.Qpos, next));
        QvelErrors.Add((float)Error(environment.Physics.Qvel, chunk.Qvel(row + 1)));
        ObservationErrors.Add(Error(observation, chunk.Observation(row + 1)));
    }

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
