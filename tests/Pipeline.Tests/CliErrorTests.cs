using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Each mistake: a non-zero exit, exactly one line that says what to do, nothing left behind.</summary>
public sealed class CliErrorTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("colect", "did you mean 'collect'")]
    [InlineData("collect --env pointmaze-mediun", "did you mean 'pointmaze-medium'")]
    [InlineData("collect --env pointmaze-medium --type walk", "'walk'")]
    [InlineData("collect --env pointmaze-medium --episodes many", "'many'")]
    [InlineData("collect --env pointmaze-medium --episodes 0", "--episodes")]
    [InlineData("collect --env pointmaze-medium --epsodes 3", "did you mean '--episodes'")]
    [InlineData("collect", "--env")]
    [InlineData("train --data none.npz --env pointmaze-medium", "none.npz")]
    [InlineData("train --data none.npz --env pointmaze-medium --preset huge", "'huge'")]
    [InlineData("train --data none.npz --env pointmaze-medium --set discont=0.9", "discount")]
    [InlineData("train --data none.npz --env pointmaze-medium --agent sac", "'sac'")]
    [InlineData("train --data none.npz --env pointmaze-medium --threads 0", "--threads")]
    [InlineData("train --data none.npz --env pointmaze-medium --cuda-graph on", "--cuda-graph on: --device cpu")]
    [InlineData("train --data none.npz --env pointmaze-medium --eval-interval -1", "--eval-interval")]
    [InlineData("export nowhere", "nowhere")]
    [InlineData("export nowhere --checkpoint best", "nowhere")]
    [InlineData("export nowhere --checkpoint first", "'first'")]
    [InlineData("verify nowhere", "nowhere")]
    [InlineData("eval --env pointmaze-medium --bundle nowhere", "nowhere")]
    [InlineData("eval --env pointmaze-medium --bundle nowhere --tasks 5-1", "--tasks")]
    [InlineData("eval --env pointmaze-medium --bundle nowhere --policy sac", "Flat Hiql Random")]
    [InlineData("data", "info, validate")]
    [InlineData("data info none.npz", "none.npz")]
    [InlineData("data replay none.npz --env pointmaze-medium", "none.npz")]
    [InlineData("data convert none.hdf5 d.npz", "none.hdf5: no such file")]
    [InlineData("data convert none.npz d.npz", "between .hdf5 and .npz only")]
    [InlineData("data convert none.csv d.npz", "unknown extension '.csv'")]
    [InlineData("data convert none.hdf5 d.npz --env antmaze-tiny", "'antmaze-tiny'")]
    [InlineData("data convert none.hdf5 d.npz --env pointmaze-medium", "antmaze environment")]
    [InlineData("data convert none.npz d.hdf5", "none.npz: no such file")]
    [InlineData("data convert none.npz d.hdf5 --goal 3", "'3' is no point")]
    [InlineData("data strip-actions none.npz d.npz", "none.npz")]
    [InlineData("data strip-actions none.npz d.npz --fraction some", "'some'")]
    [InlineData("pipeline none.yaml", "none.yaml")]
    [InlineData("bench speed", "'speed'")]
    [InlineData("setup", "./hiql setup")]
    public void Mistake_gets_one_line(string arguments, string says) => AssertRefused(_cli.Run(arguments.Split(' ')), says);

    [Theory]
    [InlineData("environmnt: pointmaze-medium", "line 1", "environment")]
    [InlineData("environment: pointmaze-medium\ndataset:\n  episods: 3", "line 3", "did you mean 'episodes'")]
    [InlineData("environment: pointmaze-medium\ndataset:\n  episodes: lots", "line 3", "lots")]
    [InlineData("environment: pointmaze-medium\ndataset:\n  episodes: -1", "line 3", "-1")]
    [InlineData("environment: pointmaze-medium\ntraining: {preset: tiny}", "'tiny'", "small")]
    [InlineData("environment: pointmaze-medium\ntraining: {set: {discont: 0.9}}", "discont", "discount")]
    [InlineData("environment: pointmaze-medium\ntraining: {steps: 0}", "steps: found 0", "positive")]
    [InlineData("environment: pointmaze-medium\nrun: {task_id: 6}", "run.task_id", "1 to 5, found 6")]
    [InlineData("environment: pointmaze-tiny", "pointmaze-tiny", "pointmaze-medium")]
    [InlineData("environment: pointmaze-medium\nevaluation: {baselines: [sac]}", "'sac'", "gcbc")]
    [InlineData("environment: pointmaze-medium\nevaluation: {manager_periods: [0]}", "line 2", "manager_periods")]
    [InlineData("environment: pointmaze-medium\ngraph: {nodes: 1}", "line 2", "2 or more")]
    [InlineData("environment: pointmaze-medium\ngraph: {nods: 100}", "line 2", "did you mean 'nodes'")]
    [InlineData("environment: pointmaze-medium\ntraining: {agent: gcbc}\ngraph: {nodes: 100}", "graph", "no value function")]
    [InlineData("environment: [", "line", "YAML")]
    public void Mistake_in_a_recipe_names_its_line_and_the_way_out(string recipe, string where, string says)
    {
        AtomicFile.WriteAllText(_cli.PathOf("r.yaml"), recipe + "\n");
        var result = _cli.Run("pipeline", "r.yaml", "--out", "out");
        AssertRefused(result, where);
        Assert.Contains(says, result.Error);
        Assert.False(Directory.Exists(_cli.PathOf("out")));
    }

    [Fact]
    public void Truncated_dataset_is_refused_everywhere()
    {
        _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "2", "--steps", "50", "--out", "d.npz");
        var whole = File.ReadAllBytes(_cli.PathOf("d.npz"));
        AtomicFile.WriteAllBytes(_cli.PathOf("cut.npz"), whole[..(whole.Length / 2)]);
        AssertRefused(_cli.Run("data", "info", "cut.npz"), "cut.npz");
        AssertRefused(_cli.Run("data", "validate", "cut.npz"), "cut.npz");
        AssertRefused(_cli.Run("train", "--data", "cut.npz", "--env", "pointmaze-medium", "--out", "run"), "cut.npz");
        Assert.False(Directory.Exists(_cli.PathOf("run")));
    }

    [Fact]
    public void Dataset_without_rows_is_refused()
    {
        NpzWriter.Write(_cli.PathOf("empty.npz"), npz =>
        {
            npz.Add<float>("observations", [], 0, 2);
            npz.Add<float>("actions", [], 0, 2);
            npz.Add<bool>("terminals", [], 0);
        });
        AssertRefused(_cli.Run("data", "validate", "empty.npz"), "empty.npz");
        AssertRefused(_cli.Run("train", "--data", "empty.npz", "--env", "pointmaze-medium", "--out", "run"), "empty.npz");
        Assert.False(Directory.Exists(_cli.PathOf("run")));
    }

    [Fact]
    public void Help_teaches_by_example_at_every_level()
    {
        foreach (var path in new[] { "", "doctor", "tasks", "collect", "data", "data info", "data validate", "data replay", "data plot", "train", "export", "verify", "eval", "run", "sim", "pipeline", "sweep", "report", "theory", "bench", "setup", "test" })
        {
            var result = _cli.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("Examples:", result.Output);
            Assert.Contains($"hiql {path}".Trim(), result.Output);
            Assert.Empty(result.Error);
        }
    }

    private void AssertRefused(CliResult result, string says)
    {
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line);
        Assert.Contains(says, line);
        Assert.DoesNotContain("System.", line);
        Assert.DoesNotContain("HiqlRobotics.", line);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_cli.Folder), entry => entry.Contains(".tmp", StringComparison.Ordinal));
    }
}
