namespace TorchSharp;

/// <summary>One stack of dispose scopes per thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? _threadSingleton;

    private readonly Stack<DisposeScope> _scopes = new();

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.Counters;

    internal static DisposeScopeManager ThreadSingleton => _threadSingleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counters { get; } = new();

    internal DisposeScope? Current => _scopes.TryPeek(out var scope) ? scope : null;

    internal static DisposeScope NewDisposeScope()
    {
        var manager = ThreadSingleton;
        var scope = new DisposeScope(manager);
        manager._scopes.Push(scope);
        return scope;
    }

    internal DisposeScope? RegisterOnCurrentDisposeScope(IDisposable disposable)
    {
        if (!_scopes.TryPeek(out var scope))
        {
            Counters.CreatedOutsideScopeCount++;
            return null;
        }
        Counters.CreatedInScopeCount++;
        scope.Include(disposable);
        return scope;
    }

    internal void Remove(DisposeScope scope)
    {
        if (_scopes.TryPeek(out var top) && ReferenceEquals(top, scope))
        {
            _scopes.Pop();
        }
    }
}

/// <summary>Counts for one thread; a live count that drifts from step to step is a leak.</summary>
public class ThreadDisposeScopeStatistics
{
    public long CreatedInScopeCount { get; internal set; }

    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    public long ThreadTotalLiveCount
        => CreatedInScopeCount - DisposedInScopeCount - DetachedFromScopeCount;

    public void Reset()
    {
        CreatedInScopeCount = 0;
        CreatedOutsideScopeCount = 0;
        DisposedInScopeCount = 0;
        DetachedFromScopeCount = 0;
    }
}
