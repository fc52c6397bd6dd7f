using System.Buffers.Binary;
using System.Text;
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
        _record = new byte[RunLogFormat.FrameBytes + new TickCodec(header).Bytes];
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            var json = JsonSerializer.SerializeToUtf8Bytes(header, ContractJson.Line);
            var record = new byte[RunLogFormat.FrameBytes + json.Length];
            json.CopyTo(record, RunLogFormat.FrameBytes);
            Frame(record);
            // In one piece: whatever is there of a log can be opened.
            Write([.. RunLogFormat.Magic, .. record]);
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
        TickCodec.Encode(tick, _record.AsSpan(RunLogFormat.FrameBytes));
        Append(_record, tick.Tick);
    }

    /// <summary>Something that a person did before the tick that follows.</summary>
    /// <param name="tick">That tick.</param>
    /// <param name="command">What it was.</param>
    public void Record(long tick, SessionCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Failure is not null)
            return;
        var text = Encoding.UTF8.GetBytes(command.ToString());
        var record = new byte[RunLogFormat.FrameBytes + sizeof(RecordKind) + sizeof(long) + text.Length];
        var writer = new StateWriter(record.AsSpan(RunLogFormat.FrameBytes));
        writer.Write(RecordKind.Event);
        writer.Write(tick);
        writer.Write<byte>(text);
        Append(record, tick);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Append(byte[] record, long tick)
    {
        try
        {
            WriteFramed(record);
        }
        catch (IOException e)
        {
            Failure = $"{_path}: logging stopped at tick {tick} ({e.Message}); the run went on, and the log is good up to there";
        }
    }

    private void WriteFramed(byte[] record)
    {
        Frame(record);
        Write(record);
    }

    private static void Frame(byte[] record)
    {
        var payload = record.AsSpan(RunLogFormat.FrameBytes);
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(int)), RunLogFormat.Crc32C(payload));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _position);
        _position += bytes.Length;
    }
}
