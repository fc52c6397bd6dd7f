using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>
/// One finished block on disk: observations, actions, qpos, qvel, switches one after the other, then the SHA-256 of them and of
/// the job. A part that was cut short or belongs to something else is no part, and its block is played again.
/// </summary>
internal sealed class PartFile(string folder, DatasetJob job)
{
    private readonly byte[] _identity = SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(job, ContractJson.Line)));

    /// <summary>Writes a block, whole or not at all.</summary>
    public void Write(int block, EpisodeBlock rows) => AtomicFile.Write(PathOf(block), stream =>
    {
        using var hash = StartHash(block);
        Append(stream, hash, Used(rows.Observations, rows.Rows));
        Append(stream, hash, Used(rows.Actions, rows.Rows));
        Append(stream, hash, Used(rows.Qpos, rows.Rows));
        Append(stream, hash, Used(rows.Qvel, rows.Rows));
        Append(stream, hash, Used(rows.Switches, rows.Rows));
        stream.Write(hash.GetHashAndReset());
    });

    /// <summary>Whether the block is there, whole and of this job.</summary>
    public bool IsValid(int block)
    {
        if (!File.Exists(PathOf(block)))
            return false;
        var bytes = File.ReadAllBytes(PathOf(block));
        if (bytes.Length != Length(block))
            return false;
        using var hash = StartHash(block);
        var content = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        hash.AppendData(content);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(bytes.AsSpan(content.Length));
    }

    /// <summary>Reads one of the sections of a block.</summary>
    /// <exception cref="HiqlException">The part has vanished or was cut short since it was checked.</exception>
    public T[] Read<T>(int block, PartSection section) where T : unmanaged
    {
        var widths = RowBytes();
        var rows = job.EpisodesIn(block) * job.RowsPerEpisode;
        var content = new T[rows * widths[(int)section] / Marshal.SizeOf<T>()];
        try
        {
            using var stream = File.OpenRead(PathOf(block));
            stream.Position = (long)rows * widths.AsSpan(0, (int)section).ToArray().Sum();
            stream.ReadExactly(MemoryMarshal.AsBytes(content.AsSpan()));
            return content;
        }
        catch (IOException e)
        {
            throw new HiqlException($"{PathOf(block)}: cannot be read: {e.Message}", e);
        }
    }

    private static void Append(Stream stream, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    private ReadOnlySpan<byte> Used<T>(T[] column, int rows) where T : unmanaged
    {
        var width = column.Length / (job.EpisodesPerBlock * job.RowsPerEpisode);
        return MemoryMarshal.AsBytes(column.AsSpan(0, rows * width));
    }

    private IncrementalHash StartHash(int block)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_identity);
        hash.AppendData(BitConverter.GetBytes(block));
        return hash;
    }

    private long Length(int block) =>
        (long)job.EpisodesIn(block) * job.RowsPerEpisode * RowBytes().Sum() + SHA256.HashSizeInBytes;

    // In the order of PartSection.
    private int[] RowBytes() =>
    [
        job.Environment.Observation.Dim * sizeof(float),
        job.Environment.Action.Dim * sizeof(float),
        job.Nq * sizeof(double),
        job.Nv * sizeof(double),
        job.Switches * sizeof(long),
    ];

    private string PathOf(int block) => Path.Combine(folder, $"{block:000000}.part");
}

/// <summary>The columns of a part, in their order in the file.</summary>
internal enum PartSection
{
    Observations,
    Actions,
    Qpos,
    Qvel,
    Switches,
}
