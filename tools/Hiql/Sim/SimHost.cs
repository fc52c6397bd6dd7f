using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sim;

/// <summary>Puts simulator, controllers and logs together for the window, and keeps what a person makes in one folder.</summary>
internal sealed class SimHost : ISessionHost, IDisposable
{
    // Live, the log has what memory has forgotten; a log that was opened is looked through as a whole.
    private const long LiveHistory = 32L << 20, WholeHistory = 2L << 30;

    private readonly string _folder;
    private BundleWatcher? _watcher;
    private int _sessions;

    /// <param name="folder">Of logs, scripts, pictures and films; made when the first is written.</param>
    public SimHost(string folder) => _folder = folder;

    /// <summary>Where the run log of the session that is running begins; null before the first.</summary>
    public string? LogPath { get; private set; }

    /// <summary>Its commands, as a script.</summary>
    public string? ScriptPath { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Environments => EnvironmentCatalog.Names;

    /// <inheritdoc/>
    public IReadOnlyList<string> ControllersFor(string environment) => ShippedBundle(environment) is { } shipped ? [shipped] : [];

    /// <summary>The bundle that comes with the repository for an environment; null where there is none.</summary>
    public static string? ShippedBundle(string environment) =>
        Path.GetDirectoryName(Repository.Find(Path.Combine("models", "bundles", environment, BundleManifest.FileName)));

    /// <inheritdoc/>
    public ISession Open(SessionRequest request)
    {
        var environment = EnvironmentCatalog.Create(request.Environment);
        try
        {
            return Start(environment, request);
        }
        catch
        {
            environment.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IFilm BeginFilm(string path, int width, int height, double framesPerSecond) => new FilmFile(path, width, height, framesPerSecond);

    /// <inheritdoc/>
    public string NewPath(string name, string extension)
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HiqlException($"{_folder}: cannot be made: {e.Message}; choose another with --out", e);
        }
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}{extension}"));
            if (!File.Exists(path))
                return path;
        }
    }

    /// <inheritdoc/>
    public string WriteBugBundle(string mjcf, SessionSnapshot snapshot, string? log, byte[] screenshot)
    {
        var path = NewPath("bug", ".zip");
        BugBundle.Write(path, mjcf, snapshot, screenshot, [log, ScriptPath, .. ManifestPath()]);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();

    private SessionThread Start(SimEnvironment environment, SessionRequest request)
    {
        var (logPath, scriptPath) = NextSessionPaths();
        var settings = new SessionSettings
        {
            TaskId = request.TaskId,
            Seed = request.Seed,
            Speed = request.Speed,
            Paused = request.Paused || request.Replay is not null,
            LogPath = logPath,
            HistoryBytes = request.Replay is null ? LiveHistory : WholeHistory,
        };
        var session = OpenSession(environment, request, settings);
        SessionThread thread;
        try
        {
            thread = new SessionThread(session, settings, environment, new SessionScriptWriter(scriptPath, FirstLines(request)),
                () => EnvironmentCatalog.Create(request.Environment));
        }
        catch
        {
            session.Dispose();
            throw;
        }
        if (request.Beside)
            return thread;
        (LogPath, ScriptPath) = (logPath, scriptPath);
        _watcher?.Dispose();
        _watcher = request is { Bundle: { } folder, Replay: null } ? new BundleWatcher(folder, environment.Spec, request.ManagerPeriod, request.Graph, thread) : null;
        return thread;
    }

    private static InteractiveSession OpenSession(SimEnvironment environment, SessionRequest request, SessionSettings settings)
    {
        var controller = request.Bundle is { } bundle
            ? SessionController.Load(bundle, environment.Spec, request.ManagerPeriod, request.Graph)
            : SessionController.Random(environment.Spec, request.Seed);
        try
        {
            return request.Replay is { } log
                ? InteractiveSession.Reopen(log, environment, controller, settings)
                : new InteractiveSession(environment, controller, settings);
        }
        catch
        {
            controller.Dispose();
            throw;
        }
    }

    // What an earlier session left in the folder stays: it may be the very log that is opened.
    private (string Log, string Script) NextSessionPaths()
    {
        while (true)
        {
            _sessions++;
            var name = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"session-{_sessions:00}"));
            var (log, script) = ($"{name}.hlog", $"{name}.script");
            if (!File.Exists(log) && !File.Exists(script))
                return (log, script);
        }
    }

    private static IEnumerable<string> FirstLines(SessionRequest request)
    {
        yield return $"# hiql sim --env {request.Environment}"
            + (request.Bundle is { } bundle ? $" --bundle {bundle}" : "")
            + (request.TaskId is { } task ? $" --task-id {task}" : "")
            + (request.ManagerPeriod is { } period ? $" --manager-period {period}" : "")
            + (request is { Graph: { } graph, Replay: null } ? $" --graph {(graph ? "on" : "off")}" : "")
            + (request.Replay is { } log ? $" --replay {log}" : $" --seed {request.Seed}") + " --paused --script THIS";
    }

    private IEnumerable<string> ManifestPath() => _watcher is null ? [] : [Path.Combine(_watcher.Folder, BundleManifest.FileName)];
}
