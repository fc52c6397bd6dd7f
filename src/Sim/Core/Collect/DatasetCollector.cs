using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;
using MuJoCo;

namespace HiqlRobotics.Sim.Collect;

/// <summary>
/// Collects a dataset: environment and demonstrator and seed → npz and manifest. Parallel over blocks of episodes; the
/// bytes depend on neither the number of threads nor on interruptions.
/// </summary>
public static class DatasetCollector
{
    private const string TrainSplit = "train";
    private const string ValidationSplit = "val";

    /// <summary>Collects, or goes on with what an interrupted run of the same options has kept.</summary>
    /// <param name="options">What to collect.</param>
    /// <param name="progress">Called after each block of episodes, by one thread at a time.</param>
    /// <param name="cancel">Finishes the blocks at hand, keeps them for the next run, and throws.</param>
    /// <exception cref="InputException">Unknown environment or type, a number out of range, foreign parts.</exception>
    /// <exception cref="HiqlException">Disk full, or the simulation failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what is done is kept.</exception>
    public static CollectResult Collect(
        CollectOptions options, Action<CollectProgress>? progress = null, CancellationToken cancel = default)
    {
        var entry = EnvironmentCatalog.Entry(options.Environment);
        var recipe = Recipe(entry, options.Type);
        RequireValid(options);
        var train = Job(entry, recipe, options, TrainSplit, options.Episodes ?? recipe.Episodes);
        var validation = train with { Split = ValidationSplit, Episodes = options.ValidationEpisodes };
        var meter = new CollectMeter(train, validation, progress);
        DatasetJob[] splits = validation.Episodes > 0 ? [train, validation] : [train];

        // All episodes before any file: an interrupted run keeps what it has of both.
        foreach (var job in splits)
            Play(options, job, recipe, entry, meter, cancel);
        var hashes = splits.Select(job => Finish(PathOf(options.Out, job), job)).ToArray();
        return new CollectResult((long)train.Episodes * train.Steps, train.Episodes, meter.StepsPerSecond, hashes[0]);
    }

    /// <summary>The validation file that goes with a dataset: <c>F.npz</c> → <c>F-val.npz</c>.</summary>
    public static string ValidationPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-val" + Path.GetExtension(path));

    private static string PathOf(string path, DatasetJob job) => job.Split == ValidationSplit ? ValidationPath(path) : path;

    private static void Play(
        CollectOptions options, DatasetJob job, CollectionRecipe recipe, EnvironmentEntry entry, CollectMeter meter, CancellationToken cancel)
    {
        using var folder = new PartFolder(PathOf(options.Out, job), job);
        var missing = Enumerable.Range(0, job.Blocks).Where(block => !folder.Parts.IsValid(block)).ToArray();
        meter.Keep(job.Episodes - missing.Sum(job.EpisodesIn));
        var workers = new BlockWorkers(job, recipe, entry, folder.Parts);
        if (!workers.Run(missing, options.Jobs, meter.Add, cancel))
            throw new OperationCanceledException(
                $"interrupted: {meter.Episodes} of {meter.TotalEpisodes} episodes are kept beside {options.Out}; repeat the command to go on");
    }

    private static string Finish(string path, DatasetJob job)
    {
        using var folder = new PartFolder(path, job);
        var sha256 = DatasetWriter.Write(path, job, folder);
        folder.Delete();
        return sha256;
    }

    /// <summary>Checks that an environment has a kind of dataset, before anything is done for it.</summary>
    /// <exception cref="InputException">Unknown environment or type.</exception>
    public static void RequireType(string environment, string type) => Recipe(EnvironmentCatalog.Entry(environment), type);

    private static CollectionRecipe Recipe(EnvironmentEntry entry, string type)
    {
        foreach (var recipe in entry.Recipes)
            if (recipe.Type == type)
                return recipe;
        throw new InputException(
            $"{entry.Name}: there is no dataset type '{type}'; there are: {string.Join(", ", entry.Recipes.Select(r => r.Type))}");
    }

    private static void RequireValid(CollectOptions options)
    {
        RequirePositive("--episodes", options.Episodes);
        RequirePositive("--steps", options.Steps);
        RequirePositive("--jobs", options.Jobs);
        if (options.ValidationEpisodes < 0)
            throw new InputException($"--val: expected 0 or more, found {options.ValidationEpisodes}");
        if (options.ActionNoise is { } noise && !(noise >= 0 && double.IsFinite(noise)))
            throw new InputException($"--noise: expected a finite number from 0 on, found {noise}");
        if (!string.Equals(Path.GetExtension(options.Out), ".npz", StringComparison.Ordinal))
            throw new InputException($"--out: expected a file name ending in .npz, found '{options.Out}'");
        if (DatasetManifestFile.Read(options.Out) is { Environment.Name: var other } && other != options.Environment)
            throw new InputException($"--out: {options.Out} is a dataset of {other}; delete it, or choose another file for {options.Environment}");
    }

    private static void RequirePositive(string option, int? value)
    {
        if (value <= 0)
            throw new InputException($"{option}: expected 1 or more, found {value}");
    }

    private static DatasetJob Job(
        EnvironmentEntry entry, CollectionRecipe recipe, CollectOptions options, string split, int episodes)
    {
        using var environment = entry.Create();
        return new DatasetJob
        {
            Environment = environment.Spec,
            Type = recipe.Type,
            Split = split,
            Episodes = episodes,
            Steps = options.Steps ?? recipe.Steps,
            ActionNoise = options.ActionNoise ?? recipe.ActionNoise,
            Seed = options.Seed,
            MujocoVersion = MuJoCoLibrary.VersionText,
            Nq = environment.Physics.Model.Nq,
            Nv = environment.Physics.Model.Nv,
            Switches = environment.Switches.Length,
        };
    }
}
