using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Learning;

/// <summary>
/// Dataset states that go into every bundle of a run: landmarks spread over the state space, and probes. Kept as
/// <c>reference.npz</c> in the run folder, so that export needs no dataset.
/// </summary>
/// <param name="Landmarks">Raw, shape (landmarks, observation_dim).</param>
/// <param name="ProbeObservations">Raw, shape (probes, observation_dim).</param>
/// <param name="ProbeGoals">Raw, shape (probes, observation_dim).</param>
public sealed record ReferenceStates(float[] Landmarks, float[] ProbeObservations, float[] ProbeGoals)
{
    /// <summary>File name in the run's folder.</summary>
    public const string FileName = "reference.npz";

    private const int LandmarkCount = 2000, ProbeCount = 256;

    /// <summary>Those of a run, chosen and written the first time.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="data">Where they are chosen from.</param>
    /// <param name="run">Seed and environment.</param>
    public static ReferenceStates LoadOrChoose(string runFolder, TrajectoryDataset data, RunConfig run)
    {
        var path = Path.Combine(runFolder, FileName);
        if (File.Exists(path))
            return Load(runFolder);
        var states = Choose(data, run);
        long dim = run.Environment.Observation.Dim;
        NpzWriter.Write(path, npz =>
        {
            npz.Add("landmarks", states.Landmarks, states.Landmarks.Length / dim, dim);
            npz.Add("probe_observations", states.ProbeObservations, states.ProbeObservations.Length / dim, dim);
            npz.Add("probe_goals", states.ProbeGoals, states.ProbeGoals.Length / dim, dim);
        });
        return states;
    }

    /// <summary>Those of a run that has them.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static ReferenceStates Load(string runFolder)
    {
        using var npz = NpzReader.Open(Path.Combine(runFolder, FileName));
        return new ReferenceStates(npz.ReadSingle("landmarks"), npz.ReadSingle("probe_observations"), npz.ReadSingle("probe_goals"));
    }

    private static ReferenceStates Choose(TrajectoryDataset data, RunConfig run)
    {
        var random = new RandomStream(run.Seed, "learning/reference");
        // In a maze the place is what a person wants to see a subgoal at.
        int[] columns = run.Environment.Maze is null ? [] : [0, 1];
        var states = data.RawObservations(Array.ConvertAll(data.Index.Valids, row => (long)row));
        var width = run.Environment.Observation.Dim;
        return new ReferenceStates(
            LandmarkSelector.Gather(states, width, LandmarkSelector.Select(states, width, LandmarkCount, run.Seed, columns)),
            data.RawObservations(Draw(data, random)),
            data.RawObservations(Draw(data, random)));
    }

    private static long[] Draw(TrajectoryDataset data, RandomStream random)
    {
        var rows = new long[ProbeCount];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = data.Index.Valids[random.NextInt32(data.Index.Valids.Length)];
        return rows;
    }
}
