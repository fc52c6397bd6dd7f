using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;

namespace HiqlRobotics.Sim.Collect;

/// <summary>Puts the parts of a finished job together: the npz in OGBench's layout, then its manifest.</summary>
internal static class DatasetWriter
{
    /// <summary>Writes both files; memory stays that of one block.</summary>
    /// <returns>The hash of the npz.</returns>
    public static string Write(string path, DatasetJob job, PartFolder folder)
    {
        // Inside the folder, so that a process killed here leaves nothing outside it.
        var temporary = Path.Combine(folder.Path, "dataset.npz");
        NpzWriter.Write(temporary, npz => Fill(npz, job, folder.Parts));
        var sha256 = Sha256File.OfFile(temporary);
        File.Move(temporary, path, overwrite: true);
        DatasetManifestFile.Write(path, Manifest(job, sha256));
        return sha256;
    }

    private static void Fill(NpzWriter npz, DatasetJob job, PartFile parts)
    {
        Copy<float>(npz, DatasetKeys.Observations, job, parts, PartSection.Observations, job.Environment.Observation.Dim);
        Copy<float>(npz, DatasetKeys.Actions, job, parts, PartSection.Actions, job.Environment.Action.Dim);
        WriteTerminals(npz, job);
        Round(npz, DatasetKeys.Qpos, job, parts, PartSection.Qpos, job.Nq);
        Round(npz, DatasetKeys.Qvel, job, parts, PartSection.Qvel, job.Nv);
        Copy<double>(npz, DatasetKeys.Qpos64, job, parts, PartSection.Qpos, job.Nq);
        Copy<double>(npz, DatasetKeys.Qvel64, job, parts, PartSection.Qvel, job.Nv);
        if (job.Switches > 0)
            Copy<long>(npz, DatasetKeys.ButtonStates, job, parts, PartSection.Switches, job.Switches);
    }

    private static void Copy<T>(
        NpzWriter npz, string key, DatasetJob job, PartFile parts, PartSection section, int width) where T : unmanaged
    {
        var member = npz.Begin<T>(key, job.Rows, width);
        for (var block = 0; block < job.Blocks; block++)
            member.Append(parts.Read<T>(block, section));
    }

    private static void Round(
        NpzWriter npz, string key, DatasetJob job, PartFile parts, PartSection section, int width)
    {
        var member = npz.Begin<float>(key, job.Rows, width);
        for (var block = 0; block < job.Blocks; block++)
            member.Append(Array.ConvertAll(parts.Read<double>(block, section), value => (float)value));
    }

    private static void WriteTerminals(NpzWriter npz, DatasetJob job)
    {
        var member = npz.Begin<bool>(DatasetKeys.Terminals, job.Rows);
        var episode = new bool[job.RowsPerEpisode];
        episode[^1] = true;
        for (var k = 0; k < job.Episodes; k++)
            member.Append(episode);
    }

    private static DatasetManifest Manifest(DatasetJob job, string sha256) => new()
    {
        Environment = job.Environment,
        Type = job.Type,
        Seed = job.Seed,
        Episodes = job.Episodes,
        Steps = job.Steps,
        ActionNoise = job.ActionNoise,
        MujocoVersion = job.MujocoVersion,
        Sha256 = sha256,
    };
}
