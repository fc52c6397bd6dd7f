namespace HiqlRobotics.Learning;

/// <summary>One lane opens it when something is ready, the other waits for it.</summary>
public sealed class Gate : IDisposable
{
    private readonly ManualResetEventSlim _event = new(false);

    /// <summary>Lets waiters through.</summary>
    public void Open() => _event.Set();

    /// <summary>Waits until it is open.</summary>
    public void Wait() => _event.Wait();

    /// <summary>Closes it for the next step.</summary>
    public void Close() => _event.Reset();

    /// <inheritdoc/>
    public void Dispose() => _event.Dispose();
}
