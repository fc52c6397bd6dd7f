using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>
/// The rows of a few whole episodes, row-major, in OGBench's raw layout (all for one episode of T = 3):
/// <code>
/// observations  s0 s1 s2 s3     state before the action; after a teleport still the place before it
/// qpos, qvel    q0 q1 q2 q3     simulator state before the action; after a teleport the place after it
/// actions       a0 a1 a2 a3     a3 is drawn, but its result is not stored
/// terminals      0  0  0  1
/// </code>
/// </summary>
internal sealed class EpisodeBlock(DatasetJob job)
{
    private readonly int _capacity = job.EpisodesPerBlock * job.RowsPerEpisode;

    public float[] Observations { get; } = new float[job.EpisodesPerBlock * job.RowsPerEpisode * job.Environment.Observation.Dim];

    public float[] Actions { get; } = new float[job.EpisodesPerBlock * job.RowsPerEpisode * job.Environment.Action.Dim];

    public double[] Qpos { get; } = new double[job.EpisodesPerBlock * job.RowsPerEpisode * job.Nq];

    public double[] Qvel { get; } = new double[job.EpisodesPerBlock * job.RowsPerEpisode * job.Nv];

    public long[] Switches { get; } = new long[job.EpisodesPerBlock * job.RowsPerEpisode * job.Switches];

    public int Rows { get; private set; }

    /// <summary>Plays the episodes of a block and keeps their rows.</summary>
    public void Record(int block, SimEnvironment environment, IDemonstrator demonstrator)
    {
        Rows = 0;
        var first = block * job.EpisodesPerBlock;
        for (var episode = first; episode < first + job.EpisodesIn(block); episode++)
            RecordEpisode(episode, environment, demonstrator);
    }

    // A spoilt episode is played again with the draws that come next.
    private void RecordEpisode(int episode, SimEnvironment environment, IDemonstrator demonstrator)
    {
        var (random, first) = (job.Draws(episode), Rows);
        do
        {
            Rows = first;
            RecordAttempt(random, environment, demonstrator);
        }
        while (demonstrator.IsSpoilt);
    }

    private void RecordAttempt(RandomStream random, SimEnvironment environment, IDemonstrator demonstrator)
    {
        var step = demonstrator.Begin(random);
        for (var t = 0; t < job.Steps; t++)
        {
            var action = AppendRow(step.Observation, environment, demonstrator);
            step = environment.Step(action);
            demonstrator.Observe(step);
        }
        AppendRow(step.Observation, environment, demonstrator);
    }

    private ReadOnlySpan<float> AppendRow(ReadOnlySpan<float> observation, SimEnvironment environment, IDemonstrator demonstrator)
    {
        if (Rows == _capacity)
            throw new InvalidOperationException("the block is full");
        observation.CopyTo(Row(Observations));
        environment.Physics.Qpos.CopyTo(Row(Qpos));
        environment.Physics.Qvel.CopyTo(Row(Qvel));
        environment.Switches.CopyTo(Row(Switches));
        var action = Row(Actions);
        demonstrator.Act(action);
        Rows++;
        return action;
    }

    private Span<T> Row<T>(T[] column)
    {
        var width = column.Length / _capacity;
        return column.AsSpan(Rows * width, width);
    }
}
