using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// What jobs cost, guessed: good enough for a plan's estimate and for not starting more than memory holds. Rates are those
/// of one core of the machine of docs/performance.md.
/// </summary>
internal static class SweepCosts
{
    public const int EvaluationMemoryMb = 300;

    /// <summary>A graph of as many nodes as there are by default.</summary>
    public const double GraphSeconds = 15;

    private const int TrainingBaseMemoryMb = 500;
    private const double StartSeconds = 0.6;
    private const double MultiplyAddsPerSecond = 18e9;

    // Network passes of one HIQL step, as multiples of a forward pass over a batch.
    private const double PassesPerStep = 33;

    private const double MeanEpisodeShare = 0.4;

    /// <summary>Of the arrays of a file in memory, both positions and velocities included.</summary>
    public static long DatasetBytes(EnvironmentSpec environment, DatasetSettings dataset) => dataset.Path is { } path
        ? new FileInfo(path).Length
        : (long)dataset.Episodes * dataset.Steps * (environment.Observation.Dim + environment.Action.Dim) * sizeof(float) * 2;

    public static int TrainingMemoryMb(long datasetBytes) => TrainingBaseMemoryMb + (int)(3 * datasetBytes >> 20);

    public static double TrainingSeconds(HiqlConfig config, int threads)
    {
        var width = config.ValueHidden.Max();
        return StartSeconds + (config.Steps * PassesPerStep * config.BatchSize * config.ValueHidden.Count * width * width / (MultiplyAddsPerSecond * threads));
    }

    public static double CollectionSeconds(string environment, DatasetSettings dataset) =>
        StartSeconds + ((double)dataset.Episodes * dataset.Steps / StepsPerSecond(environment));

    public static double EvaluationSeconds(EnvironmentSpec environment, SweepSettings settings) =>
        StartSeconds + ((settings.Tasks?.Count ?? environment.Tasks.Count) * settings.Episodes * environment.MaxSteps * MeanEpisodeShare / StepsPerSecond(environment.Name));

    // Control steps, physics and policy, on one core.
    private static double StepsPerSecond(string environment) => environment.Split('-')[0] switch
    {
        "pointmaze" => 7000,
        "antmaze" => 1500,
        _ => 1000,
    };
}
