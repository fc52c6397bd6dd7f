namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The landmark graph as a user calls it: build one, drive by it, leave it out.</summary>
public sealed class CliGraphTests : IDisposable
{
    private static readonly string Bundle = Path.Combine(SourceTree.Root, "models", "bundles", "pointmaze-medium");

    private static readonly string Cube = Path.Combine(SourceTree.Root, "models", "bundles", "cube-single");

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_graph_is_built_followed_and_left_out()
    {
        string[] build = ["graph", Bundle, "--nodes", "150"];
        var built = _cli.RunJson([.. build, "--out", "once"]);
        var again = _cli.RunJson([.. build, "--out", "twice", "--jobs", "1"]);

        Assert.Equal(150, built.GetProperty("graph").GetProperty("nodes").GetInt32());
        Assert.Equal(new FileInfo(_cli.PathOf("once/graph.npz")).Length, built.GetProperty("bytes").GetInt64());
        Assert.Equal(built.GetProperty("sha256").GetString(), again.GetProperty("sha256").GetString());

        string[] drive = ["eval", "--env", "pointmaze-medium", "--episodes", "1", "--tasks", "1,4", "--bundle"];
        var (on, off, plain) = (_cli.RunJson([.. drive, "once"]), _cli.RunJson([.. drive, "once", "--graph", "off"]), _cli.RunJson([.. drive, Bundle, "--graph", "off"]));

        Assert.Equal(150, on.GetProperty("graph").GetProperty("nodes").GetInt32());
        Assert.Equal(1, on.GetProperty("overall_success").GetDouble());
        Assert.False(off.TryGetProperty("graph", out _));
        Assert.Equal(plain.GetProperty("tasks").ToString(), off.GetProperty("tasks").ToString());
        Assert.NotEqual(off.GetProperty("tasks").ToString(), on.GetProperty("tasks").ToString());
    }

    [Fact]
    public void A_graph_is_built_anew_in_place()
    {
        var first = _cli.RunJson("graph", Bundle, "--nodes", "40", "--out", "mine");
        var second = _cli.RunJson("graph", "mine", "--nodes", "60", "--plot", "graph.svg");

        Assert.Equal((40, 60), (Nodes(first), Nodes(second)));
        Assert.Equal("graph.svg", second.GetProperty("plot").GetString());
        Assert.Contains("60 landmarks", File.ReadAllText(_cli.PathOf("graph.svg")), StringComparison.Ordinal);
        Assert.Equal(["graph.svg", "mine"], Directory.GetFileSystemEntries(_cli.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        static int Nodes(System.Text.Json.JsonElement document) => document.GetProperty("graph").GetProperty("nodes").GetInt32();
    }

    [Fact]
    public void Edges_follow_the_trajectories_of_a_dataset()
    {
        var data = _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "4", "--steps", "200", "--out", "d.npz");
        var graph = _cli.RunJson("graph", Bundle, "--nodes", "200", "--data", "d.npz", "--plot", "graph.svg", "--out", "mine").GetProperty("graph");

        Assert.Equal(data.GetProperty("sha256").GetString(), graph.GetProperty("trajectories_sha256").GetString());
        Assert.Equal("graph.svg", Path.GetFileName(Assert.Single(Directory.GetFiles(_cli.PathOf("."), "*.svg"))));
    }

    [Theory]
    [InlineData("graph BUNDLE --nodes 1 --out g", "nodes")]
    [InlineData("graph BUNDLE --nodes 0 --out g", "--nodes")]
    [InlineData("graph BUNDLE --edge-length 0 --out g", "edge")]
    [InlineData("graph BUNDLE --nodes 40 --horizon -3 --out g", "horizon")]
    [InlineData("graph nowhere --out g", "nowhere")]
    [InlineData("graph BUNDLE --out g --plot g.png", "--plot")]
    [InlineData("graph CUBE --out g --plot g.svg", "is no maze")]
    [InlineData("graph CUBE --out g --data d.npz", "is no maze")]
    [InlineData("graph BUNDLE --out g --data nowhere.npz", "nowhere.npz")]
    [InlineData("eval --env cube-single --bundle CUBE --graph on --episodes 1", "hiql graph")]
    [InlineData("run --env cube-single --bundle CUBE --graph on --seconds 1", "hiql graph")]
    public void What_cannot_be_is_one_line_and_leaves_nothing(string arguments, string named)
    {
        var result = _cli.Run(arguments.Replace("BUNDLE", Bundle, StringComparison.Ordinal).Replace("CUBE", Cube, StringComparison.Ordinal).Split(' '));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(named, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Path.Exists(_cli.PathOf("g")));
    }
}
