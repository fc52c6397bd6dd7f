using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>Where a window gets its sessions from, and leaves what it makes. The window itself knows no controller.</summary>
public interface ISessionHost
{
    /// <summary>Environments a person can switch to.</summary>
    IReadOnlyList<string> Environments { get; }

    /// <summary>Controllers for an environment, by the folders of their bundles.</summary>
    IReadOnlyList<string> ControllersFor(string environment);

    /// <summary>Begins a session.</summary>
    /// <exception cref="InputException">There is no such environment, or the controller does not fit it.</exception>
    ISession Open(SessionRequest request);

    /// <summary>Begins a film of the window.</summary>
    /// <exception cref="HiqlException">No encoder.</exception>
    IFilm BeginFilm(string path, int width, int height, double framesPerSecond);

    /// <summary>A path for something the person asked for, in the session's folder; does not exist yet.</summary>
    /// <param name="name">What it is, e.g. <c>screenshot</c>.</param>
    /// <param name="extension">With its dot.</param>
    string NewPath(string name, string extension);

    /// <summary>Packs up all that is needed to look into a fault: model, log, script, versions and a picture.</summary>
    /// <param name="mjcf">The model.</param>
    /// <param name="snapshot">How things stand.</param>
    /// <param name="log">Log of the branch that is running; null for none.</param>
    /// <param name="screenshot">PNG.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    string WriteBugBundle(string mjcf, SessionSnapshot snapshot, string? log, byte[] screenshot);
}

/// <summary>A film that is being made.</summary>
public interface IFilm : IDisposable
{
    /// <summary>Adds a picture: RGB, top row first, shape (height, width, 3).</summary>
    void Add(byte[] picture);

    /// <summary>Completes it; disposing without it leaves nothing.</summary>
    /// <exception cref="HiqlException">The encoder failed.</exception>
    void Finish();
}

/// <summary>What a session is about.</summary>
public sealed record SessionRequest
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The bundle's folder; null for random actions.</summary>
    public string? Bundle { get; init; }

    /// <summary>The evaluation task every episode poses; null takes them in turn.</summary>
    public int? TaskId { get; init; }

    /// <summary>Seed of the first episode; the following ones count up.</summary>
    public ulong Seed { get; init; }

    /// <summary>Control steps a subgoal is held; null for the bundle's default.</summary>
    public int? ManagerPeriod { get; init; }

    /// <summary>Whether the controller follows its bundle's landmark graph; null for where there is one.</summary>
    public bool? Graph { get; init; }

    /// <summary>Simulated seconds per second; infinity for as fast as the machine can.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether it begins with time standing still.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether it runs beside another session, for comparison: nobody writes bundles for it or packs up its faults.</summary>
    public bool Beside { get; init; }

    /// <summary>A run log to open at its beginning instead of a new episode; null for none.</summary>
    public string? Replay { get; init; }
}
