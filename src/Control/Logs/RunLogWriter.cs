using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using HiqlRobotics.Contracts;
using Microsoft.Win32.SafeHandles;

namespace HiqlRobotics.Control;

/// <summary>
/// Appends one record per tick, handed to the kernel at once: <c>kill -9</c> loses at most the tick in progress. Nothing
/// is allocated per tick. When the disk is full the run goes on and logging stops, with <see cref="Failure"/> saying so.
/// </summary>
public sealed class RunLogWriter : ITickRecorder, IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly byte[] _record;
    private long _position;

    /// <summary>Starts a log; an existing file is replaced.</summary>
    /// <exception cref="HiqlException">The file cannot be written.</exception>
    public RunLogWriter(string path, RunLogHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        _path = path;
        _record = new byte[RunLogFormat.FrameBytes + RunLogFormat.TickBytes(header)];
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            Write(RunLogFormat.Magic);
            var json = JsonSerializer.SerializeToUtf8Bytes(header, ContractJson.Line);
            var record = new byte[RunLogFormat.FrameBytes + json.Length];
            json.CopyTo(record, RunLogFormat.FrameBytes);
            WriteFramed(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw new HiqlException($"{path}: cannot write a run log: {e.Message}", e);
        }
    }

    /// <summary>Why logging stopped; null while it goes on.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public void Record(in TickRecord tick)
    {
        if (Failure is not null)
            return;
        Encode(tick, _record.AsSpan(RunLogFormat.FrameBytes));
        try
        {
            WriteFramed(_record);
        }
        catch (IOException e)
        {
            Failure = $"{_path}: logging stopped at tick {tick.Tick} ({e.Message}); the run went on, and the log is good up to there";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Encode(in TickRecord tick, Span<byte> payload)
    {
        var prefix = new RunLogFormat.TickPrefix
        {
            Tick = tick.Tick,
            EpisodeSeed = tick.EpisodeSeed,
            Lateness = tick.Lateness,
            PolicyTime = tick.PolicyTime,
            ComputeTime = tick.ComputeTime,
            Episode = tick.Episode,
            EpisodeStep = tick.EpisodeStep,
            TaskId = tick.TaskId,
            State = (byte)tick.State,
            Fault = (byte)tick.Fault,
            IsLast = tick.IsLast ? (byte)1 : (byte)0,
            Success = tick.Success ? (byte)1 : (byte)0,
        };
        MemoryMarshal.Write(payload, in prefix);
        var floats = MemoryMarshal.Cast<byte, float>(payload[Unsafe.SizeOf<RunLogFormat.TickPrefix>()..]);
        tick.Observation.CopyTo(floats);
        floats = floats[tick.Observation.Length..];
        tick.Goal.CopyTo(floats);
        floats = floats[tick.Goal.Length..];
        tick.Subgoal.CopyTo(floats);
        tick.Action.CopyTo(floats[tick.Subgoal.Length..]);
    }

    private void WriteFramed(byte[] record)
    {
        var payload = record.AsSpan(RunLogFormat.FrameBytes);
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(int)), RunLogFormat.Crc32C(payload));
        Write(record);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _position);
        _position += bytes.Length;
    }
}
