namespace HiqlRobotics.Learning;

/// <summary>Which rows train a worker that has transitions of its own, reused from batch to batch; every role has shape (size,).</summary>
public sealed class WorkerIndices
{
    private const int Roles = 3;

    /// <summary>Room for a batch.</summary>
    /// <param name="size">Transitions.</param>
    public WorkerIndices(int size)
    {
        Size = size;
        All = new long[size * Roles];
    }

    /// <summary>Transitions.</summary>
    public int Size { get; }

    /// <summary>Every role, one after the other, in the order of the properties below.</summary>
    public long[] All { get; }

    /// <summary>s.</summary>
    public Span<long> Rows => Role(0);

    /// <summary>s', one row on.</summary>
    public Span<long> NextRows => Role(1);

    /// <summary>Subgoals w.</summary>
    public Span<long> Goals => Role(2);

    private Span<long> Role(int role) => All.AsSpan(role * Size, Size);
}
