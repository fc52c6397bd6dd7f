using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Reads a run log tick by tick, up to the last whole record: a torn tail is dropped and its size told.
/// </summary>
public sealed class RunLogReader : IDisposable
{
    private readonly FileStream _stream;
    private readonly byte[] _frame = new byte[RunLogFormat.FrameBytes];
    private readonly byte[] _payload;

    /// <summary>Opens a log and reads its header.</summary>
    /// <exception cref="InputException">No run log, or one of another version.</exception>
    public RunLogReader(string path)
    {
        try
        {
            _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {(e is FileNotFoundException ? "no such run log" : e.Message)}", e);
        }
        try
        {
            Header = ReadHeader(path);
            _payload = new byte[RunLogFormat.TickBytes(Header)];
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>What the log is about.</summary>
    public RunLogHeader Header { get; }

    /// <summary>Bytes after the last whole record; known when <see cref="TryRead"/> has returned false.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Reads the next tick; its spans are valid until the next call. <c>NextObservation</c> is not logged.</summary>
    public bool TryRead(out TickRecord tick)
    {
        var start = _stream.Position;
        if (ReadFramed() is { } length && length == _payload.Length)
        {
            tick = Decode();
            return true;
        }
        TornBytes = _stream.Length - start;
        _stream.Position = start;
        tick = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private RunLogHeader ReadHeader(string path)
    {
        var magic = new byte[RunLogFormat.Magic.Length];
        if (_stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !RunLogFormat.Magic.SequenceEqual(magic))
            throw new InputException($"{path}: not a run log; `hiql run --log FILE` writes one");
        if (_stream.ReadAtLeast(_frame, _frame.Length, throwOnEndOfStream: false) < _frame.Length)
            throw new InputException($"{path}: truncated before its header");
        var json = new byte[Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(_frame), 0, RunLogFormat.MaxPayload)];
        if (_stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false) < json.Length || !CrcFits(json))
            throw new InputException($"{path}: header: truncated or damaged");
        return Parse(path, json);
    }

    private static RunLogHeader Parse(string path, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var version = document.RootElement.GetProperty("format_version").GetInt32();
        return version == RunLogHeader.CurrentFormatVersion
            ? document.Deserialize<RunLogHeader>(ContractJson.Line)!
            : throw new InputException(
                $"{path}: format_version: expected {RunLogHeader.CurrentFormatVersion}, found {version}; "
                + "read it with the version that wrote it");
    }

    private int? ReadFramed()
    {
        if (_stream.ReadAtLeast(_frame, _frame.Length, throwOnEndOfStream: false) < _frame.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_frame);
        if (length != _payload.Length || _stream.ReadAtLeast(_payload, length, throwOnEndOfStream: false) < length)
            return null;
        return CrcFits(_payload) ? length : null;
    }

    private bool CrcFits(byte[] payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_frame.AsSpan(sizeof(int))) == RunLogFormat.Crc32C(payload);

    private TickRecord Decode()
    {
        var prefix = MemoryMarshal.Read<RunLogFormat.TickPrefix>(_payload);
        var floats = MemoryMarshal.Cast<byte, float>(_payload.AsSpan(Unsafe.SizeOf<RunLogFormat.TickPrefix>()));
        var (goal, subgoal) = (Header.ObservationDim, Header.ObservationDim + Header.GoalDim);
        var action = subgoal + Header.SubgoalDim;
        return new TickRecord
        {
            Tick = prefix.Tick,
            Episode = prefix.Episode,
            EpisodeStep = prefix.EpisodeStep,
            TaskId = prefix.TaskId,
            EpisodeSeed = prefix.EpisodeSeed,
            State = (ControlState)prefix.State,
            Fault = (ControlFault)prefix.Fault,
            IsLast = prefix.IsLast != 0,
            Success = prefix.Success != 0,
            Lateness = prefix.Lateness,
            PolicyTime = prefix.PolicyTime,
            ComputeTime = prefix.ComputeTime,
            Observation = floats[..goal],
            Goal = floats[goal..subgoal],
            Subgoal = floats[subgoal..action],
            Action = floats[action..],
            NextObservation = [],
        };
    }
}
