using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Video;

/// <summary>Bundle and environment → a film of the first episode of every chosen task, one after the other.</summary>
internal static class VideoStage
{
    // What happened in the end is worth a moment.
    private const double HoldSeconds = 1;

    private static readonly int[] DefaultTasks = [1];

    public static VideoDocument Run(EvalRequest request, VideoOptions options, ControllerBundle bundle, Terminal terminal)
    {
        _ = VideoEncoder.Require();
        using var environment = EnvironmentCatalog.Create(request.Environment);
        var (episodes, pictures) = Play(request, environment, bundle, terminal.Cancellation);
        var rate = options.Speed / environment.Spec.ControlTimestep;
        var film = Hold(pictures, (int)Math.Round(HoldSeconds * rate));
        terminal.Track("film", "pictures", meter =>
        {
            // Everything that OpenGL sees is on this one thread.
            using var renderer = new OffscreenRenderer(environment, options.Width, options.Height);
            AtomicFile.Write(options.Path, file => Encode(file.Name, film, renderer, options, rate, meter, terminal.Cancellation));
            return film.Count;
        });
        return new VideoDocument
        {
            Path = options.Path,
            Width = options.Width,
            Height = options.Height,
            FramesPerSecond = rate,
            Frames = film.Count,
            Episodes = episodes,
        };
    }

    // As the evaluation does it: the same loop, the same seeds, hence the same episodes.
    private static (FilmedEpisode[] Episodes, SessionSnapshot[][] Pictures) Play(
        EvalRequest request, SimEnvironment environment, ControllerBundle bundle, CancellationToken cancellation)
    {
        using var policy = EvalStage.CreatePolicy(request, bundle);
        var disturbed = DisturbedEnvironment.Around(environment, request.Options.ActionNoise);
        var locator = SubgoalLocator.For(bundle);
        var tasks = request.Options.Tasks ?? DefaultTasks;
        var episodes = new FilmedEpisode[tasks.Count];
        var pictures = new SessionSnapshot[tasks.Count][];
        for (var i = 0; i < tasks.Count; i++)
        {
            var film = new EpisodeFilm(environment, policy as ISubgoalPolicy, number: i + 1);
            var loop = new ControlLoop(disturbed, policy, new ControlOptions(), timer: null, film);
            var seed = EpisodeSeeds.Of(request.Options.Seed, tasks[i], request.Options.FirstEpisode);
            var (success, length, _) = loop.RunEpisode(tasks[i], seed, cancellation);
            if (locator is not null)
                film.Locate(locator);
            (episodes[i], pictures[i]) = (new FilmedEpisode(tasks[i], seed, success, length), [.. film.Pictures]);
        }
        return (episodes, pictures);
    }

    private static List<SessionSnapshot> Hold(SessionSnapshot[][] episodes, int times) =>
        [.. episodes.SelectMany(pictures => pictures.Concat(Enumerable.Repeat(pictures[^1], times)))];

    private static void Encode(
        string file, List<SessionSnapshot> film, OffscreenRenderer renderer, VideoOptions options, double rate, IProgressMeter meter,
        CancellationToken cancellation)
    {
        using var encoder = new VideoEncoder(file, options, rate);
        var (drawn, picture) = (default(SessionSnapshot), Array.Empty<byte>());
        for (var i = 0; i < film.Count; i++)
        {
            if (cancellation.IsCancellationRequested)
                throw new OperationCanceledException($"interrupted after {i} of {film.Count} pictures; nothing was written");
            if (film[i] != drawn)
                picture = renderer.Draw(drawn = film[i]);
            encoder.Add(picture);
            meter.Report(i + 1, film.Count);
        }
        encoder.Finish();
    }
}
