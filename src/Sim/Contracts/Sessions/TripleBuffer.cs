namespace HiqlRobotics.Contracts;

/// <summary>
/// Hands the newest value from one writer to one reader without locks: each owns one buffer, the third is exchanged.
/// Values the reader was too slow for are overwritten.
/// </summary>
public sealed class TripleBuffer<T>(Func<T> create)
{
    private const int Fresh = 4;

    private readonly T[] _buffers = [create(), create(), create()];
    private int _write;
    private int _read = 1;
    // Index of the buffer that belongs to nobody, with the Fresh bit when the reader has not seen it yet.
    private int _middle = 2;

    /// <summary>The writer's own buffer; still holds an older value.</summary>
    public T Write => _buffers[_write];

    /// <summary>The reader's own buffer: the value taken last.</summary>
    public T Read => _buffers[_read];

    /// <summary>Gives the written value away.</summary>
    public void Publish() => _write = Interlocked.Exchange(ref _middle, _write | Fresh) & ~Fresh;

    /// <summary>Takes the newest value into <see cref="Read"/>.</summary>
    /// <returns>False when nothing was published since the last call.</returns>
    public bool TryTake()
    {
        if ((Volatile.Read(ref _middle) & Fresh) == 0) return false;
        _read = Interlocked.Exchange(ref _middle, _read) & ~Fresh;
        return true;
    }
}
