namespace HiqlRobotics.Learning;

/// <summary>
/// Which rows make up a batch, reused from batch to batch; every role has shape (batch,). Value samples: the target of
/// row <c>Rows</c> under <c>ValueGoals</c> is <c>Rewards + Discounts · V(BackupRows, ValueGoals)</c>. All roles lie in
/// one array, so that a batch is one gather.
/// </summary>
public sealed class BatchIndices
{
    private const int FlatRoles = 5, HierarchicalRoles = 7;

    /// <summary>Room for a batch.</summary>
    /// <param name="size">Transitions in the batch.</param>
    /// <param name="hierarchical">Whether there are goals for a manager and a worker, or for a flat actor.</param>
    public BatchIndices(int size, bool hierarchical)
    {
        Size = size;
        Hierarchical = hierarchical;
        All = new long[size * (hierarchical ? HierarchicalRoles : FlatRoles)];
        Rewards = new float[size];
        Discounts = new float[size];
    }

    /// <summary>Room for what a configuration asks for.</summary>
    public static BatchIndices For(HiqlConfig config) => new(config.BatchSize, config.Hierarchical)
    {
        Worker = config.Hierarchical && config.LowActorBatchSize > 0 ? new WorkerIndices(config.LowActorBatchSize) : null,
    };

    /// <summary>Transitions in the batch.</summary>
    public int Size { get; }

    /// <summary>Transitions for the worker alone; null where it learns from the same as all.</summary>
    public WorkerIndices? Worker { get; init; }

    /// <summary>Which goals there are.</summary>
    public bool Hierarchical { get; }

    /// <summary>Every role, one after the other, in the order of the properties below.</summary>
    public long[] All { get; }

    /// <summary>−1 per step not spent at the goal, discounted over the backup.</summary>
    public float[] Rewards { get; }

    /// <summary>γ^j, or 0 where the value is not bootstrapped.</summary>
    public float[] Discounts { get; }

    /// <summary>s.</summary>
    public Span<long> Rows => Role(0);

    /// <summary>s', always one row on.</summary>
    public Span<long> NextRows => Role(1);

    /// <summary>The state the value bootstraps from: s' for n = 1, up to n rows on otherwise.</summary>
    public Span<long> BackupRows => Role(2);

    /// <summary>Goals of the value loss.</summary>
    public Span<long> ValueGoals => Role(3);

    /// <summary>Goals of a flat actor.</summary>
    public Span<long> ActorGoals => Hierarchical ? throw new InvalidOperationException("a hierarchical batch has no flat actor") : Role(4);

    /// <summary>Subgoals w of the low actor: k ahead, clipped at the trajectory's end.</summary>
    public Span<long> LowActorGoals => HierarchicalRole(4);

    /// <summary>Goals of the high actor.</summary>
    public Span<long> HighActorGoals => HierarchicalRole(5);

    /// <summary>States whose φ the high actor predicts.</summary>
    public Span<long> HighActorTargets => HierarchicalRole(6);

    private Span<long> HierarchicalRole(int role) =>
        Hierarchical ? Role(role) : throw new InvalidOperationException("a flat batch has no manager and no worker");

    private Span<long> Role(int role) => All.AsSpan(role * Size, Size);
}
