namespace HiqlRobotics.Control;

/// <summary>
/// The ticks of a session with consecutive numbers, as the log stores them: any of them in constant time. When it is full the
/// oldest go first; memory is taken in blocks, so that most ticks allocate nothing.
/// </summary>
internal sealed class TickHistory
{
    private const int TicksPerBlock = 256;

    private readonly TickCodec _codec;
    private readonly int _mostBlocks;
    private readonly Dictionary<long, byte[]> _blocks = [];

    /// <param name="codec">How ticks are stored.</param>
    /// <param name="bytes">Room for them; two blocks at least.</param>
    public TickHistory(TickCodec codec, long bytes)
    {
        _codec = codec;
        _mostBlocks = (int)Math.Clamp(bytes / ((long)TicksPerBlock * codec.Bytes), 2, int.MaxValue);
    }

    /// <summary>The oldest tick that is kept.</summary>
    public long First { get; private set; }

    /// <summary>The tick after the newest.</summary>
    public long End { get; private set; }

    /// <summary>Starts over with nothing, at this tick.</summary>
    public void Clear(long tick)
    {
        _blocks.Clear();
        First = End = tick;
    }

    /// <summary>Adds the tick with the number <see cref="End"/>.</summary>
    public void Add(in TickRecord tick)
    {
        TickCodec.Encode(tick, Place(End));
        End++;
    }

    /// <summary>Forgets a tick and all after it.</summary>
    public void CutAt(long tick) => End = Math.Max(First, Math.Min(End, tick));

    /// <summary>A tick that is kept.</summary>
    public TickRecord this[long tick]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(tick, First);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tick, End);
            return _codec.Decode(Slot(_blocks[tick / TicksPerBlock], tick));
        }
    }

    private Span<byte> Place(long tick)
    {
        var block = tick / TicksPerBlock;
        if (!_blocks.TryGetValue(block, out var bytes))
            _blocks[block] = bytes = MakeRoom() ?? new byte[TicksPerBlock * _codec.Bytes];
        return Slot(bytes, tick);
    }

    // The oldest block, for reuse, once there are enough.
    private byte[]? MakeRoom()
    {
        if (_blocks.Count < _mostBlocks)
            return null;
        var oldest = First / TicksPerBlock;
        _blocks.Remove(oldest, out var bytes);
        First = (oldest + 1) * TicksPerBlock;
        return bytes;
    }

    private Span<byte> Slot(byte[] block, long tick) =>
        block.AsSpan((int)(tick % TicksPerBlock) * _codec.Bytes, _codec.Bytes);
}
