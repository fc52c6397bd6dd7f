using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Opens real sessions: with the shipped bundles, or with a policy of the test's.</summary>
internal sealed class TestHost(string folder, Func<IInteractivePolicy>? policy = null) : ISessionHost
{
    private int _sessions;

    public string? LogPath { get; private set; }

    public SessionThread? Session { get; private set; }

    public IReadOnlyList<string> Environments { get; } = ["pointmaze-medium", "antmaze-medium"];

    public static string Shipped(string environment)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "HiqlRobotics.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "models", "bundles", environment);
    }

    public IReadOnlyList<string> ControllersFor(string environment) => [Shipped(environment)];

    public ISession Open(SessionRequest request)
    {
        var environment = EnvironmentCatalog.Create(request.Environment);
        var controller = policy is not null ? SessionController.Of(policy())
            : request.Bundle is { } bundle ? SessionController.Load(bundle, environment.Spec) : SessionController.Random(environment.Spec, 0);
        LogPath = Path.Combine(folder, $"session-{++_sessions}.hlog");
        var settings = new SessionSettings { TaskId = request.TaskId, Seed = request.Seed, Speed = request.Speed, Paused = request.Paused, LogPath = LogPath };
        var session = request.Replay is { } log
            ? InteractiveSession.Reopen(log, environment, controller, settings)
            : new InteractiveSession(environment, controller, settings);
        return Session = new SessionThread(session, settings, environment, createEnvironment: () => EnvironmentCatalog.Create(request.Environment));
    }

    public IFilm BeginFilm(string path, int width, int height, double framesPerSecond) => new CountingFilm(path, width, height);

    public string NewPath(string name, string extension) => Path.Combine(folder, name + extension);

    public string WriteBugBundle(string mjcf, SessionSnapshot snapshot, string? log, byte[] screenshot)
    {
        AtomicFile.WriteAllBytes(NewPath("bug", ".png"), screenshot);
        return NewPath("bug", ".png");
    }

    /// <summary>Writes how many pictures it got, and refuses any of another size.</summary>
    private sealed class CountingFilm(string path, int width, int height) : IFilm
    {
        private int _pictures;

        public void Add(byte[] picture) => _pictures += picture.Length == 3 * width * height ? 1 : throw new HiqlException("a picture of another size");

        public void Finish() => AtomicFile.WriteAllText(path, $"{_pictures}");

        public void Dispose()
        {
        }
    }
}
