namespace TorchSharp;

/// <summary>Disposes what was created on its thread since it was opened and not moved out.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);

    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        ArgumentNullException.ThrowIfNull(disposeScopeManager);
        _manager = disposeScopeManager;
        OuterScope = disposeScopeManager.Current;
    }

    public int DisposablesCount => _disposables.Count;

    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    internal DisposeScope? OuterScope { get; }

    public T Include<T>(T disposable)
        where T : IDisposable
    {
        Add(disposable);
        return disposable;
    }

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        MoveToOther(OuterScope, disposable);
        return disposable;
    }

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (_disposables.Remove(disposable))
        {
            Transfer(scope, disposable);
        }
        return disposable;
    }

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            MoveToOther(scope, disposable);
        }
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        if (_disposables.Remove(disposable))
        {
            _manager.Counters.DetachedFromScopeCount++;
            SetOwner(disposable, null);
        }
        return disposable;
    }

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            Detach(disposable);
        }
    }

    public void Attach(IDisposable disposable) => Add(disposable);

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var previous = _disposables;
        _disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in previous)
        {
            if (!_disposables.Contains(disposable))
            {
                SetOwner(disposable, null);
                _manager.Counters.DisposedInScopeCount++;
                disposable.Dispose();
            }
        }
    }

    public void Dispose()
    {
        DisposeEverything();
        _manager.Remove(this);
    }

    /// <summary>Something in this scope was disposed by hand.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        _manager.Counters.DisposedInScopeCount++;
        _disposables.Remove(disposable);
        SetOwner(disposable, null);
    }

    private void Add(IDisposable disposable)
    {
        _disposables.Add(disposable);
        SetOwner(disposable, this);
    }

    private void Transfer(DisposeScope? scope, IDisposable disposable)
    {
        if (scope is null)
        {
            _manager.Counters.DetachedFromScopeCount++;
            SetOwner(disposable, null);
        }
        else
        {
            scope.Add(disposable);
        }
    }

    private static void SetOwner(IDisposable disposable, DisposeScope? scope)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = scope;
        }
    }
}
