using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Learning;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Theory;
using TorchSharp;

namespace HiqlRobotics.Tools.Stages;

/// <summary>What to examine.</summary>
/// <param name="Bundle">Folder of the bundle.</param>
/// <param name="Environment">Name of the environment; null for the one the bundle was trained for.</param>
/// <param name="Data">Dataset whose states are used, its -val file where there is one; null: demonstrated on the spot.</param>
/// <param name="K">Steps between the states a manager compares; null for the horizon the bundle was trained with.</param>
/// <param name="Seed">Seed of the demonstration, and of what is drawn from it.</param>
internal sealed record DiagnosisRequest(
    string Bundle, string? Environment = null, string? Data = null, int? K = null, ulong Seed = 0);

/// <summary>Bundle and states → how well V tells near from far.</summary>
internal static class DiagnosisStage
{
    // Enough to see the whole of a medium maze, and a matter of seconds with an ant.
    private const int DemonstratedEpisodes = 12, LongestDemonstration = 1000;

    /// <exception cref="InputException">The bundle has no value function, or no k, or does not fit environment or data.</exception>
    public static ValueDiagnosis Run(DiagnosisRequest request, Terminal terminal)
    {
        using var bundle = request.Environment is { } name ? EvalStage.Load(name, request.Bundle) : ControllerBundle.Load(request.Bundle);
        var manifest = bundle.Manifest;
        if (bundle.Value is null)
            throw new InputException($"{request.Bundle}: agent {manifest.Agent} has no value function to examine");
        var k = request.K ?? manifest.SubgoalSteps;
        if (k < 1)
            throw new InputException($"{request.Bundle}: agent {manifest.Agent} is flat and has no horizon of its own; choose one with --k");
        using var folder = new Scratch();
        var file = request.Data is { } path ? Held(path) : Demonstrate(manifest.Environment.Name, request.Seed, folder.PathOf("demonstration.npz"), k, terminal);
        using var data = TrajectoryDataset.Load(file, manifest.Environment, new LoadOptions(torch.CPU));
        var questions = manifest.Environment.Maze is { } maze
            ? MazeQuestions.Ask(maze, data, bundle.Landmarks, k, request.Seed)
            : TrajectoryQuestions.Ask(data, k, request.Seed);
        var (flat, manager, bins) = new ValueExaminer(bundle, data, k).Examine(questions, request.Seed);
        return new ValueDiagnosis
        {
            Environment = manifest.Environment.Name,
            Bundle = request.Bundle,
            BundleSha256 = bundle.Sha256,
            Agent = manifest.Agent,
            States = request.Data is null ? $"{DemonstratedEpisodes} episodes demonstrated with seed {request.Seed}" : file,
            Seed = request.Seed,
            K = k,
            DistanceUnit = questions.Unit,
            Flat = flat,
            Manager = manager,
            Bins = bins,
        };
    }

    private static string Held(string path) =>
        DatasetCollector.ValidationPath(path) is var validation && File.Exists(validation) ? validation : path;

    private static string Demonstrate(string environment, ulong seed, string file, int k, Terminal terminal)
    {
        var recipe = EnvironmentCatalog.Entry(environment).Recipes[0];
        CollectStage.Run(
            new CollectOptions
            {
                Environment = environment,
                Type = recipe.Type,
                Out = file,
                Episodes = DemonstratedEpisodes,
                Steps = Math.Max(Math.Min(recipe.Steps, LongestDemonstration), 2 * k),
                Seed = seed,
                Jobs = Environment.ProcessorCount,
            },
            terminal);
        return file;
    }

    private sealed class Scratch : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hiql-theory-");

        public string PathOf(string name) => Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
