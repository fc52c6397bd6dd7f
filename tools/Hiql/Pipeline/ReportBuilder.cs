using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Learning.Logging;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Reports;
using HiqlRobotics.Tools.Stages;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>Gathers what the page shows beside the numbers: curves, coverage, trajectories, value maps.</summary>
internal static class ReportBuilder
{
    private const int DrawnEpisodes = 8;
    private const int PointsPerCell = 8;

    public static ReportModel Build(PipelineDocument results, Terminal terminal)
    {
        using var bundle = EvalStage.Load(results.Environment, results.Verify.Bundle);
        var spec = bundle.Manifest.Environment;
        return new ReportModel
        {
            Results = results,
            Environment = spec,
            Metrics = ReadMetrics(results.Train.Run),
            Coverage = spec.Maze is { } maze ? DatasetCoverage.Count(results.Collect.Path, maze, spec.Observation.Dim) : null,
            Tasks = spec.Maze is { } layout ? DrawTasks(results, bundle, layout, terminal) : [],
            Graph = bundle.Graph is not null && spec.Maze is not null ? DrawGraph(results, bundle) : null,
            Diagnosis = bundle is { Value: not null, Manifest.Hierarchical: true } ? Examine(results, terminal) : null,
        };
    }

    private static GraphPicture DrawGraph(PipelineDocument results, ControllerBundle bundle)
    {
        using var environment = EnvironmentCatalog.Create(results.Environment);
        return GraphPicture.Of(bundle, environment, results.Eval.Seed);
    }

    // A recipe of a few short episodes has no pairs k steps apart, and a report all the same.
    private static ValueDiagnosis? Examine(PipelineDocument results, Terminal terminal)
    {
        try
        {
            return DiagnosisStage.Run(new DiagnosisRequest(results.Verify.Bundle, results.Environment, results.Collect.Path), terminal);
        }
        catch (InputException e)
        {
            terminal.Note($"report: no diagnosis of the value: {e.Message}");
            return null;
        }
    }

    private static Dictionary<string, IReadOnlyList<(double X, double Y)>> ReadMetrics(string run) =>
        MetricsLog.Read(Path.Combine(run, MetricsLog.FileName))
            .SelectMany(line => line.Metrics.Select(metric => (metric.Key, Point: ((double)line.Step, metric.Value))))
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<(double X, double Y)>)[.. group.Select(pair => pair.Point)]);

    // The same seeds as the evaluation: what is drawn are its first episodes.
    private static TaskPicture[] DrawTasks(PipelineDocument results, ControllerBundle bundle, MazeLayout maze, Terminal terminal)
    {
        var request = new EvalRequest
        {
            Environment = results.Environment,
            Bundle = results.Verify.Bundle,
            Options = new EvaluationOptions
            {
                Episodes = Math.Min(DrawnEpisodes, results.Eval.EpisodesPerTask),
                Seed = results.Eval.Seed,
                RecordTrajectories = true,
            },
        };
        var episodes = EvalStage.Run(request, bundle, terminal).Episodes;
        using var environment = EnvironmentCatalog.Create(results.Environment);
        return [.. environment.Spec.Tasks.Select(task =>
            DrawTask(task, bundle, maze, environment, [.. episodes.Where(episode => episode.TaskId == task.Id)]))];
    }

    private static TaskPicture DrawTask(TaskSpec task, ControllerBundle bundle, MazeLayout maze, SimEnvironment environment, EpisodeResult[] episodes)
    {
        var goal = environment.Reset(task.Id, episodes[0].Seed).Goal.ToArray();
        var value = bundle.Value is null ? null : ValueMap(bundle, maze, goal);
        return new TaskPicture(task.Id, task.Name, (goal[0], goal[1]), value, [.. episodes.Select(episode => Track(episode, environment.Spec.Observation.Dim))]);
    }

    private static EpisodeTrack Track(EpisodeResult episode, int width) =>
        new([.. episode.Details.Observations!.Chunk(width).Select(observation => ((double)observation[0], (double)observation[1]))], episode.Success);

    // A state of the map is one typical state of the dataset, moved to another place: V knows nothing of made-up postures.
    private static MazeField ValueMap(ControllerBundle bundle, MazeLayout maze, float[] goal)
    {
        var field = new MazeField(maze, PointsPerCell);
        var points = field.FreePoints().ToArray();
        var posture = TypicalPosture.Of(bundle) ?? goal[2..];
        var states = points.SelectMany(point => (float[])[(float)point.X, (float)point.Y, .. posture]).ToArray();
        var values = bundle.Values(states, goal);
        for (var i = 0; i < points.Length; i++)
            field[points[i].Row, points[i].Column] = values[i];
        return field;
    }
}
