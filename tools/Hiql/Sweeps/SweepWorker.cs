using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Learning;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Does jobs of a plan, in a process of its own: what every launcher starts.</summary>
internal sealed class SweepWorker(SweepFolder folder, SweepPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TimeSpan _processorTimeBefore;

    /// <param name="id">Of the job.</param>
    /// <param name="terminal">For what it has to say.</param>
    /// <exception cref="InputException">There is no such job, or what it needs is missing.</exception>
    public SweepResult Run(string id, Terminal terminal)
    {
        var job = plan.Jobs.FirstOrDefault(job => job.Id == id)
            ?? throw new InputException($"{folder.Path}: the plan has no job '{id}'");
        using var mine = WaitForLock(job, terminal);
        if (folder.TryLoad(id, out var done, out _))
            return done;
        var started = terminal.Time.GetTimestamp();
        var (result, policy) = job.Kind switch
        {
            SweepJobKind.Collect => (Collect(job, terminal), null),
            SweepJobKind.Train => (Train(job, terminal), null),
            SweepJobKind.Graph => (Graph(job, terminal), null),
            _ => Evaluate(job, terminal),
        };
        folder.Save(result, new SweepTiming(id, terminal.Time.GetElapsedTime(started).TotalSeconds, ProcessorSeconds(), policy));
        return result;
    }

    // Since the process started, or since its last job ended.
    private double ProcessorSeconds()
    {
        var (before, now) = (_processorTimeBefore, Environment.CpuUsage.TotalTime);
        _processorTimeBefore = now;
        return (now - before).TotalSeconds;
    }

    // A worker whose launcher was killed may need a moment to die.
    private FileStream WaitForLock(SweepJob job, Terminal terminal)
    {
        for (var started = terminal.Time.GetTimestamp(); ;)
            try
            {
                return folder.Lock(Path.Combine("work", job.Id));
            }
            catch (InputException) when (terminal.Time.GetElapsedTime(started) < Patience)
            {
                terminal.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.2));
                terminal.Cancellation.ThrowIfCancellationRequested();
            }
    }

    private SweepResult Collect(SweepJob job, Terminal terminal)
    {
        var dataset = job.Dataset!;
        var collected = CollectStage.Run(
            new CollectOptions
            {
                Environment = job.Environment,
                Type = dataset.Type,
                Episodes = dataset.Episodes,
                Steps = dataset.Steps,
                ValidationEpisodes = dataset.Val,
                Seed = dataset.Seed,
                Jobs = job.Threads,
                Out = folder.Dataset(job.Id),
            },
            terminal);
        return new SweepResult { Job = job.Id, OutputSha256 = collected.Sha256, Steps = collected.Transitions };
    }

    private SweepResult Train(SweepJob job, Terminal terminal)
    {
        var training = job.Training!;
        var (data, sha256) = DatasetOf(job);
        var request = new TrainRequest
        {
            Data = data,
            Environment = job.Environment,
            Agent = training.Agent,
            Preset = training.Preset,
            Set = training.Set,
            Steps = training.Steps,
            Seed = training.Seed,
            Threads = training.Threads,
            Out = folder.Run(job.Id),
        };
        var resume = TrainStage.CanResume(request, job.Config!, sha256);
        if (!resume && Directory.Exists(request.Out))
            Directory.Delete(request.Out, recursive: true);
        var trained = TrainStage.Run(request with { Resume = resume }, terminal);
        BundleExporter.ExportRun(request.Out, folder.Bundle(job.Id), terminal.Note);
        using var bundle = ControllerBundle.Load(folder.Bundle(job.Id));
        return new SweepResult { Job = job.Id, OutputSha256 = bundle.Sha256, Steps = trained.Steps, Metrics = trained.FinalMetrics };
    }

    private SweepResult Graph(SweepJob job, Terminal terminal)
    {
        var training = plan.Jobs.First(other => other.Id == job.Needs[0]);
        var made = GraphStage.Run(
            folder.Bundle(training.Id), folder.Bundle(job.Id), new LandmarkGraphOptions(),
            job.Edges == GraphEdges.Trajectories ? DatasetOf(training).Path : null, terminal);
        return new SweepResult { Job = job.Id, OutputSha256 = made.Sha256 };
    }

    private (string Path, string Sha256) DatasetOf(SweepJob training) => training.Training!.Dataset.Path is { } path
        ? (path, RequireHash(path, training.InputSha256!))
        : (folder.Dataset(training.Needs[0]), Needed(training).OutputSha256!);

    private (SweepResult Result, Percentiles Policy) Evaluate(SweepJob job, Terminal terminal)
    {
        var settings = job.Evaluation!;
        var path = settings.Bundle is { } shipped ? Repository.FindFolder(shipped) : folder.Bundle(job.Needs[0]);
        var sha256 = settings.Bundle is null ? Needed(job).OutputSha256! : job.InputSha256!;
        using var bundle = EvalStage.Load(job.Environment, path);
        if (bundle.Sha256 != sha256)
            throw new InputException($"{path}: changed since the sweep was planned (manifest {bundle.Sha256[..16]}, expected {sha256[..16]}); start the sweep anew");
        var request = new EvalRequest
        {
            Environment = job.Environment,
            Bundle = path,
            Policy = settings.Policy,
            ManagerPeriod = settings.ManagerPeriod,
            Graph = settings.Graph,
            Options = new EvaluationOptions
            {
                Tasks = settings.Tasks,
                Episodes = settings.Episodes,
                Seed = settings.EvalSeed,
                ActionNoise = settings.ActionNoise,
                Jobs = job.Threads,
            },
        };
        var found = EvalStage.Run(request, bundle, terminal);
        var evaluation = new SweepEvaluation
        {
            BundleSha256 = bundle.Sha256,
            ManagerPeriod = found.ManagerPeriod,
            Tasks = found.Tasks,
            OverallSuccess = found.OverallSuccess,
            WallContact = found.WallContact,
            Episodes = [.. found.Episodes.Select(SweepEpisode.Of)],
        };
        return (new SweepResult { Job = job.Id, Evaluation = evaluation }, Latency(found.Episodes));
    }

    private static Percentiles Latency(IReadOnlyList<EpisodeResult> episodes)
    {
        var times = episodes.Select(episode => episode.Details.PolicyUs).ToArray();
        var medians = times.Select(time => time.P50).Order().ToArray();
        return new Percentiles(medians[medians.Length / 2], times.Max(time => time.P99), times.Max(time => time.P999), times.Max(time => time.Max));
    }

    private SweepResult Needed(SweepJob job) => folder.TryLoad(job.Needs[0], out var result, out _) ? result
        : throw new InputException($"{folder.Path}: job {job.Id} needs the result of {job.Needs[0]}, which is not there");

    private static string RequireHash(string path, string sha256) => Sha256File.OfFile(path) == sha256 ? sha256
        : throw new InputException($"{path}: changed since the sweep was planned; start the sweep anew");
}
