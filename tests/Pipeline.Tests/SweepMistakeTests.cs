using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;
using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Mistakes in the file of a sweep: found before anything runs, with their line and the way out.</summary>
public sealed class SweepMistakeTests : IDisposable
{
    private const string Bundle = "environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("base: {enviroment: pointmaze-medium}", "line 2: unknown key 'enviroment'; did you mean 'environment'?")]
    [InlineData("base: {episodes: 2}", "a point without 'environment'")]
    [InlineData($"base: {{{Bundle}, episodes: 0}}", "line 2: episodes is '0', expected 1 or more")]
    [InlineData($"base: {{{Bundle}, policy: sac}}", "line 2: policy is 'sac', expected hiql, flat, random or default")]
    [InlineData($"base: {{{Bundle}, steps: 5}}", "line 2: steps is '5', expected nothing: a bundle is named")]
    [InlineData($"base: {{{Bundle}, set.discount: 0.9}}", "line 2: set.discount is '0.9', expected nothing: a bundle is named")]
    [InlineData($"base: {{{Bundle}, tasks: 1-9}}", "pointmaze-medium has no task 6")]
    [InlineData("base: {environment: pointmaze-medium, bundle: nowhere}", "nowhere")]
    [InlineData("base: {environment: pointmaze-mediun, dataset_type: navigate}", "'pointmaze-medium'")]
    [InlineData("base: {environment: pointmaze-medium, dataset_type: walk}", "'walk'")]
    [InlineData("base: {environment: pointmaze-medium, data: none.npz}", "line 2: data is 'none.npz', expected a dataset that is there")]
    [InlineData("base: {environment: pointmaze-medium, agent: sac}", "'sac'")]
    [InlineData("base: {environment: pointmaze-medium, preset: tiny}", "'tiny'")]
    [InlineData("base: {environment: pointmaze-medium, set.discont: 0.9}", "discount")]
    [InlineData("base: {environment: pointmaze-medium, graph: all}", "line 2: graph is 'all', expected on, off, trajectories or default")]
    [InlineData("base: {environment: cube-single, dataset_type: play, graph: trajectories}", "cube-single is no maze")]
    [InlineData($"base: {{{Bundle}, graph: trajectories}}", "line 2: graph is 'trajectories', expected on, off or default")]
    [InlineData($"base: {{{Bundle}}}\naxes: {{manager_period: [1, 5, 1]}}", "line 3: manager_period has a value twice")]
    [InlineData($"base: {{{Bundle}}}\naxes: {{manager_period: []}}", "axes: manager_period has no values")]
    [InlineData($"base: {{{Bundle}}}\nzip:\n  - {{manager_period: 1}}\naxes: {{manager_period: [1, 2]}}", "line 5: manager_period is both an axis and in the zip")]
    [InlineData($"base: {{{Bundle}}}\naxes: {{manager_period: [1, 5]}}\nexclude:\n  - {{eval_seed: 3}}", "line 5: exclude names eval_seed, which no axis varies")]
    [InlineData($"base: {{{Bundle}}}\naxes: {{manager_period: [1]}}\nexclude:\n  - {{manager_period: 1}}", "the exclusions leave nothing to run")]
    [InlineData($"base: {{{Bundle}}}\nbudget: {{retris: 1}}", "did you mean 'retries'")]
    [InlineData($"base: {{{Bundle}}}\nbudget: {{retries: many}}", "line 3")]
    [InlineData($"base: {{{Bundle}}}\naxes: {{manager_period: [1, 5]}}\nreport: {{compare: seed}}", "report.compare is 'seed', expected an axis: manager_period")]
    public void Mistake_is_found_while_planning(string sweep, string says)
    {
        var path = _folder.File("s.yaml");
        AtomicFile.WriteAllText(path, $"question: Why?\n{sweep}\n");

        var mistake = Assert.ThrowsAny<InputException>(
            () => SweepPlanner.Expand(path, SweepFile.Read(path, small: false), small: false, new SweepVersions("", "", "", "")));

        Assert.Contains(says, mistake.Message);
    }
}
