using System.Buffers.Binary;
using System.Text;
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
    private readonly TickCodec _codec;
    private readonly byte[] _payload = new byte[RunLogFormat.MaxPayload];
    private readonly List<SessionCommand> _events = [];
    private readonly string _path;

    /// <summary>Opens a log and reads its header.</summary>
    /// <exception cref="InputException">No run log, or one of another version.</exception>
    public RunLogReader(string path)
    {
        _path = path;
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
            Header = ParseHeader(path);
            _codec = new TickCodec(Header);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>What a log is about.</summary>
    /// <exception cref="InputException">No run log, or one of another version.</exception>
    public static RunLogHeader ReadHeader(string path)
    {
        using var reader = new RunLogReader(path);
        return reader.Header;
    }

    /// <summary>What the log is about.</summary>
    public RunLogHeader Header { get; }

    /// <summary>Bytes after the last whole record; known when <see cref="TryRead"/> has returned false.</summary>
    public long TornBytes { get; private set; }

    /// <summary>What a person did just before the tick that was read last.</summary>
    public IReadOnlyList<SessionCommand> Events => _events;

    /// <summary>How the ticks of this log are stored.</summary>
    internal TickCodec Codec => _codec;

    /// <summary>Reads the next tick; its spans are valid until the next call. <c>NextObservation</c> is not logged.</summary>
    public bool TryRead(out TickRecord tick)
    {
        _events.Clear();
        var start = _stream.Position;
        var whole = start;
        while (ReadFramed() is { } length && length >= sizeof(RecordKind))
        {
            var payload = _payload.AsSpan(0, length);
            if (KindOf(payload) == RecordKind.Event)
            {
                _events.Add(Event(payload));
                whole = _stream.Position;
                continue;
            }
            if (KindOf(payload) != RecordKind.Tick || length != _codec.Bytes)
                break;
            tick = _codec.Decode(payload);
            return true;
        }
        TornBytes = _stream.Length - whole;
        _stream.Position = start;
        tick = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private RunLogHeader ParseHeader(string path)
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
        if (length is < 0 or > RunLogFormat.MaxPayload)
            return null;
        var payload = _payload.AsSpan(0, length);
        return _stream.ReadAtLeast(payload, length, throwOnEndOfStream: false) == length && CrcFits(payload) ? length : null;
    }

    private static RecordKind KindOf(ReadOnlySpan<byte> payload) => (RecordKind)BinaryPrimitives.ReadInt32LittleEndian(payload);

    private SessionCommand Event(ReadOnlySpan<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload[(sizeof(RecordKind) + sizeof(long))..]);
        try
        {
            return SessionCommand.Parse(text);
        }
        catch (InputException e)
        {
            throw new InputException($"{_path}: event: {e.Message}", e);
        }
    }

    private bool CrcFits(ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_frame.AsSpan(sizeof(int))) == RunLogFormat.Crc32C(payload);
}
