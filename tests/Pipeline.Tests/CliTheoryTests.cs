using System.Text.Json;

namespace HiqlRobotics.Pipeline.Tests;

public sealed class CliTheoryTests : IDisposable
{
    private static readonly string Bundle = Path.Combine(SourceTree.Root, "models", "bundles", "pointmaze-medium");

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Toy_problem_is_told_whole_in_json_and_drawn()
    {
        var document = _cli.RunJson("theory", "--samples", "2000", "--seed", "1", "--out", "theory.svg");

        var rows = document.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(4 * 8 + 3 * 7, rows.Length);
        var row = rows.Single(r => r.GetProperty("t").GetInt32() == 50 && r.GetProperty("sigma").GetDouble() == 0.1 && r.GetProperty("k").GetInt32() == 5);
        Assert.Equal(0.3887, row.GetProperty("flat").GetDouble(), 5e-5);
        Assert.Equal(0.08246, row.GetProperty("bound").GetDouble(), 5e-6);
        Assert.Equal(row.GetProperty("bound").GetDouble(), row.GetProperty("manager").GetDouble() + row.GetProperty("worker").GetDouble(), 1e-15);
        foreach (var name in new[] { "flat", "manager", "worker", "composed" })
        {
            var estimate = row.GetProperty("monte_carlo").GetProperty(name);
            var interval = estimate.GetProperty("ci95").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
            Assert.InRange(estimate.GetProperty("value").GetDouble(), interval[0], interval[1]);
            var exact = row.GetProperty(name).GetDouble();
            Assert.Equal(interval[0] <= exact && exact <= interval[1], estimate.GetProperty("covers").GetBoolean());
        }
        Assert.StartsWith("<svg", File.ReadAllText(_cli.PathOf("theory.svg")));
    }

    [Fact]
    public void Toy_problem_is_told_in_tables_and_drawn_as_a_page()
    {
        var result = _cli.Run("theory", "--t", "12", "--sigma", "0.1", "--samples", "500", "--out", "theory.html");

        Assert.True(result.ExitCode == 0, result.Error);
        foreach (var part in new[] { "T = 12", "k = 3", "k = 12", "covers", "wrote theory.html" })
            Assert.Contains(part, result.Output);
        Assert.Contains("<svg role=\"img\"", File.ReadAllText(_cli.PathOf("theory.html")));
    }

    [Fact]
    public void Learned_value_tells_more_over_k_steps_than_over_one()
    {
        var diagnosis = _cli.RunJson("theory", "--bundle", Bundle, "--env", "pointmaze-medium", "--out", "value.svg");

        Assert.Equal(("cells", 25), (diagnosis.GetProperty("distance_unit").GetString(), diagnosis.GetProperty("k").GetInt32()));
        Assert.InRange(diagnosis.GetProperty("bins").GetArrayLength(), 5, 10);
        var (flat, manager) = (diagnosis.GetProperty("flat"), diagnosis.GetProperty("manager"));
        foreach (var quantity in new[] { "signal_to_noise", "order_consistency" })
            Assert.True(manager.GetProperty(quantity).GetDouble() > flat.GetProperty(quantity).GetDouble(), diagnosis.ToString());
        Assert.InRange(manager.GetProperty("order_consistency").GetDouble(), 0.8, 1);
        var interval = manager.GetProperty("order_consistency_ci95").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
        Assert.InRange(manager.GetProperty("order_consistency").GetDouble(), interval[0], interval[1]);
        Assert.Equal(Sum(diagnosis, "manager"), manager.GetProperty("pairs").GetInt64());
        Assert.StartsWith("<svg", File.ReadAllText(_cli.PathOf("value.svg")));
    }

    [Fact]
    public void Learned_value_is_examined_on_the_held_out_file_of_a_dataset_and_repeats()
    {
        _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "1", "--steps", "60", "--val", "3", "--out", "d.npz");
        string[] arguments = ["theory", "--bundle", Bundle, "--data", "d.npz", "--k", "10"];

        var first = _cli.RunJson(arguments);

        Assert.Equal(("d-val.npz", 10), (first.GetProperty("states").GetString(), first.GetProperty("k").GetInt32()));
        Assert.Equal(first.ToString(), _cli.RunJson(arguments).ToString());
    }

    [Theory]
    [InlineData("--k 0", "--k")]
    [InlineData("--k 1,two", "'two'")]
    [InlineData("--k 5,5", "twice")]
    [InlineData("--t 10 --k 20", "beyond the goal at T = 10")]
    [InlineData("--sigma -0.1", "numbers above 0")]
    [InlineData("--samples 0", "--samples")]
    [InlineData("--out theory.png", ".svg or .html")]
    [InlineData("--data d.npz", "--bundle")]
    [InlineData("--bundle nowhere", "nowhere")]
    [InlineData("--bundle nowhere --t 10", "--t")]
    [InlineData("--bundle nowhere --k 1,2", "one number")]
    public void Mistake_gets_one_line(string arguments, string says)
    {
        var result = _cli.Run(["theory", .. arguments.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(result.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.Folder));
    }

    private static long Sum(JsonElement diagnosis, string part) =>
        diagnosis.GetProperty("bins").EnumerateArray().Sum(bin => bin.GetProperty(part).GetProperty("pairs").GetInt64());
}
