using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tools.Sim;

/// <summary>
/// Looks at a bundle's folder twice a second, as a training run writes new ones into it: a bundle that loads, fits and replays its
/// probes is handed to the session; one that does not is refused with the reason, and the old one goes on.
/// </summary>
internal sealed class BundleWatcher : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly EnvironmentSpec _environment;
    private readonly int? _managerPeriod;
    private readonly bool? _graph;
    private readonly SessionThread _session;
    private readonly Timer _timer;
    private string? _seen, _doubted;

    /// <summary>Starts looking; what is there now counts as seen.</summary>
    public BundleWatcher(string folder, EnvironmentSpec environment, int? managerPeriod, bool? graph, SessionThread session)
    {
        (Folder, _environment, _managerPeriod, _graph, _session) = (folder, environment, managerPeriod, graph, session);
        _seen = Checksum();
        _timer = new Timer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The bundle's folder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var done = new ManualResetEvent(initialState: false);
        if (_timer.Dispose(done))
            done.WaitOne();
    }

    private void Look()
    {
        var checksum = Checksum();
        if (checksum is not null && checksum != _seen && TakeOver(isLastTry: checksum == _doubted))
            _seen = checksum;
        _doubted = checksum;
        try
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The session ended while a bundle was being loaded: there is no next time.
        }
    }

    // A bundle that does not load may be half copied: it gets a second look before it is refused.
    private bool TakeOver(bool isLastTry)
    {
        try
        {
            _session.Exchange(SessionController.Load(Folder, _environment, _managerPeriod, _graph));
            return true;
        }
        catch (HiqlException e)
        {
            if (isLastTry)
                _session.Say($"new bundle refused, the old one goes on: {e.Message}");
            return isLastTry;
        }
    }

    // Folders are exchanged as a whole, but not at one instant: what is not there now is there at the next look.
    private string? Checksum()
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, BundleManifest.ChecksumFileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
