using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class LandmarkGraphFileTests
{
    private const string Mend = "build the graph again: hiql graph";

    [Fact]
    public void A_bundle_with_a_graph_is_the_bundle_before_with_one_file_more()
    {
        using var before = GraphBundle.WithoutGraph();
        using var after = new GraphBundle();
        using var plain = ControllerBundle.Load(before.Folder);
        using var bundle = after.Load();

        Assert.Equal((1, 2), (plain.Manifest.FormatVersion, bundle.Manifest.FormatVersion));
        Assert.Null(plain.Graph);
        Assert.Equal(plain.Manifest.Files.Append(new(BundleFiles.Graph, Sha256File.OfFile(after.Copy.PathOf(BundleFiles.Graph)))).Order(Comparer<KeyValuePair<string, string>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key))),
            bundle.Manifest.Files);
        Assert.Equal(9, bundle.Graph!.Count);
        Assert.Equal((4, 6, GraphBundle.Discount), (bundle.Graph.Settings.EdgeLength, bundle.Graph.Settings.Horizon, bundle.Graph.Settings.Discount));
    }

    [Fact]
    public void Distances_are_the_value_functions_from_each_to_each()
    {
        using var file = new GraphBundle();
        using var bundle = file.Load();
        var distance = new ValueDistance(GraphBundle.Discount);
        for (var from = 0; from < 9; from++)
            for (var to = 0; to < 9; to++)
            {
                var value = bundle.Values(bundle.Landmarks.Slice(from * 2, 2), bundle.Landmarks.Slice(to * 2, 2))[0];
                Assert.Equal(distance.Of(value), (float)bundle.Graph!.Distances[(from * 9) + to], 1e-3f * distance.Of(value));
            }
    }

    [Fact]
    public void The_same_bundle_gives_the_same_bytes_for_any_number_of_threads()
    {
        using var first = new GraphBundle();
        using var again = new GraphBundle();
        using var bundle = again.Load();
        LandmarkGraphBuilder.Write(again.Folder, bundle, LandmarkGraphBuilder.Build(bundle, GraphBundle.Options with { Jobs = 3 }));

        foreach (var name in Directory.GetFiles(first.Folder).Select(Path.GetFileName))
            Assert.Equal(File.ReadAllBytes(first.Copy.PathOf(name!)), File.ReadAllBytes(again.Copy.PathOf(name!)));
        Assert.Equal(Directory.GetFiles(first.Folder).Length, Directory.GetFiles(again.Folder).Length);
    }

    [Fact]
    public void A_graph_may_have_fewer_nodes_than_there_are_landmarks()
    {
        using var copy = GraphBundle.WithoutGraph();
        using var bundle = ControllerBundle.Load(copy.Folder);

        Assert.Equal([0, 2, 4, 6], LandmarkGraphBuilder.Build(bundle, GraphBundle.Options with { Nodes = 4 }).Landmarks);
    }

    // The fixture's k and period are 5 each.
    [Theory]
    [InlineData(5, 48)]
    [InlineData(25, 60)]
    public void By_default_a_landmark_is_further_than_a_held_subgoal(int period, double horizon)
    {
        using var copy = GraphBundle.WithoutGraph();
        copy.EditManifest(manifest => manifest["manager_period"] = period);
        using var bundle = ControllerBundle.Load(copy.Folder);

        Assert.Equal(horizon, LandmarkGraphBuilder.Build(bundle, new()).Settings.Horizon);
    }

    [Fact]
    public void One_flipped_byte_names_the_file()
    {
        using var file = new GraphBundle();
        file.Copy.FlipByte(BundleFiles.Graph);

        Refused(file.Folder, BundleFiles.Graph, "sha256", "changed after the export");
    }

    public static TheoryData<string, int[], float> Damages => new()
    {
        { "expected finite distances, found NaN", [0, 1], float.NaN },
        { "expected finite distances, found Infinity", [0, 1], float.PositiveInfinity },
        { "expected finite distances, found -1", [0, 1], -1 },
        { "expected rows below 9, found 9", [0, 9], 1 },
        { "expected rows below 9, found -1", [-1, 0], 1 },
        { "key 'landmarks': expected shape (2,), found (3,)", [0, 1, 2], 1 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_graph_that_cannot_be_is_refused_in_one_line(string message, int[] landmarks, float distance)
    {
        using var file = new GraphBundle();
        NpzWriter.Write(file.Copy.PathOf(BundleFiles.Graph), npz =>
        {
            npz.Add("landmarks", landmarks);
            npz.Add("distances", [Half.One, (Half)distance, Half.One, Half.One], 2, 2);
        });
        file.Copy.EditManifest(manifest => manifest["graph"]!["nodes"] = 2);
        file.Copy.Rehash();

        Refused(file.Folder, BundleFiles.Graph, message);
    }

    [Theory]
    [InlineData("nodes", 1, "graph.nodes: expected 2 to 65535, found 1")]
    [InlineData("edge_length", 0.5, "graph.edge_length: expected 1 to 10000 control steps, found 0.5")]
    [InlineData("horizon", -1, "graph.horizon")]
    [InlineData("discount", 1, "graph.discount")]
    public void Settings_no_graph_can_have_are_refused(string field, double value, string message)
    {
        using var file = new GraphBundle();
        file.Copy.EditManifest(manifest => manifest["graph"]![field] = JsonValue.Create(value));

        Refused(file.Folder, BundleManifest.FileName, message, Mend);
    }

    [Fact]
    public void A_graph_of_another_value_function_is_refused()
    {
        using var file = new GraphBundle();
        file.Copy.EditManifest(manifest => manifest["graph"]!["value_sha256"] = new string('0', 64));

        Refused(file.Folder, "graph.value_sha256: expected", BundleFiles.Value, Mend);
    }

    [Fact]
    public void A_graph_without_its_file_is_refused()
    {
        using var file = new GraphBundle();
        file.Copy.EditManifest(manifest => manifest["files"]!.AsObject().Remove(BundleFiles.Graph));

        Refused(file.Folder, $"{BundleFiles.Graph} is not listed", Mend);
    }

    [Fact]
    public void What_a_graph_needs_is_named_where_it_is_missing()
    {
        using var flat = Bundles.LoadFlat();
        using var unknown = Bundles.LoadHierarchical();
        using var copy = GraphBundle.WithoutGraph();
        copy.EditManifest(manifest => manifest["files"]!.AsObject().Remove(BundleFiles.Landmarks));
        using var bare = ControllerBundle.Load(copy.Folder);

        Assert.Contains("gcbc has no value function", Complaint(flat), StringComparison.Ordinal);
        Assert.Contains("config.discount is missing", Complaint(unknown), StringComparison.Ordinal);
        Assert.Contains($"has no {BundleFiles.Landmarks}", Complaint(bare), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_asked_for_sensibly_is_refused()
    {
        using var copy = GraphBundle.WithoutGraph();
        using var bundle = ControllerBundle.Load(copy.Folder);

        Assert.Contains("nodes: expected 2", Complaint(bundle, new() { Nodes = 1 }), StringComparison.Ordinal);
        Assert.Contains("horizon", Complaint(bundle, new() { Horizon = double.NaN }), StringComparison.Ordinal);
    }

    private static string Complaint(ControllerBundle bundle, LandmarkGraphOptions? options = null) =>
        Assert.Throws<InputException>(() => LandmarkGraphBuilder.Build(bundle, options ?? GraphBundle.Options)).Message;

    private static void Refused(string path, params string[] words)
    {
        var error = Assert.Throws<InputException>(() => ControllerBundle.Load(path));
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error.Message);
    }
}
