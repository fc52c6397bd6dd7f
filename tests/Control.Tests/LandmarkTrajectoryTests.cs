using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class LandmarkTrajectoryTests
{
    // Three landmarks in a row, a metre apart, and one far away.
    private static readonly float[] Landmarks = [0, 0, 1, 0, 2, 0, 50, 50];

    [Fact]
    public void One_landmark_follows_another_after_the_steps_between_the_closest_rows()
    {
        // Closest to 0 in row 1, to 1 in row 4, to 2 in row 5.
        var steps = Steps(10, [(-0.3f, 0), (0.1f, 0), (0.4f, 0), (0.8f, 0), (0.9f, 0), (2, 0)]);

        Assert.Equal([(0, 1, 3), (0, 2, 4), (1, 2, 1)], Shown(steps));
    }

    [Fact]
    public void The_quickest_of_all_trajectories_counts_and_none_goes_on_in_the_next()
    {
        var steps = Steps(10, [(0, 0), (0.4f, 0), (1, 0)], [(2, 0), (0, 0), (1, 0)]);

        Assert.Equal([(0, 1, 1), (2, 0, 1), (2, 1, 2)], Shown(steps));
    }

    [Fact]
    public void What_is_longer_than_an_edge_is_believed_has_not_been_shown()
    {
        var steps = Steps(2, [(0, 0), (0, 0.1f), (1, 0), (2, 0)]);

        Assert.Equal([(0, 1, 2), (1, 2, 1)], Shown(steps));
    }

    [Fact]
    public void A_row_out_of_reach_is_at_no_landmark()
    {
        var steps = Steps(10, [(0, 0), (1, 0.9f), (2, 0)]);

        Assert.Equal([(0, 2, 2)], Shown(steps));
    }

    [Fact]
    public void Edges_that_have_been_shown_are_as_long_as_they_took_and_all_others_are_doubted()
    {
        using var copy = GraphBundle.WithoutGraph();
        copy.EditManifest(manifest => manifest["environment"]!["maze"] = JsonNode.Parse("""{"rows": ["1111", "1001", "1111"], "cell_size": 4}"""));
        using var bundle = ControllerBundle.Load(copy.Folder);
        var plain = LandmarkGraphBuilder.Build(bundle, GraphBundle.Options);
        // From the first landmark to the second and no further.
        float[] places = [.. bundle.Landmarks[..2], -2, -4, .. bundle.Landmarks.Slice(2, 2)];
        var options = GraphBundle.Options with { Trajectories = new(places, [false, false, true], new string('a', 64)) };

        var graph = LandmarkGraphBuilder.Build(bundle, options);

        for (var from = 0; from < graph.Count; from++)
            for (var to = 0; to < graph.Count; to++)
                Assert.Equal((from, to) == (0, 1) ? 2 : (double)((Half)plain.Steps(from, to) + (Half)GraphBundle.Options.EdgeLength), graph.Steps(from, to));
        Assert.Equal(2, graph.WeightsInto(1)[0]);
        Assert.True(graph.WeightsInto(0)[1] > 1000);

        LandmarkGraphBuilder.Write(copy.Folder, bundle, graph);
        using var written = ControllerBundle.Load(copy.Folder);
        Assert.Equal((5, new string('a', 64)), (written.Manifest.FormatVersion, written.Graph!.Settings.TrajectoriesSha256));
    }

    [Fact]
    public void Where_there_is_no_maze_nothing_is_measured()
    {
        using var copy = GraphBundle.WithoutGraph();
        using var bundle = ControllerBundle.Load(copy.Folder);
        var options = GraphBundle.Options with { Trajectories = new([0, 0], [true], "") };

        var error = Assert.Throws<InputException>(() => LandmarkGraphBuilder.Build(bundle, options, (_, _) => Assert.Fail("measured")));

        Assert.Contains("fake-plane is no maze", error.Message, StringComparison.Ordinal);
    }

    private static Half[] Steps(double longest, params (float X, float Y)[][] trajectories) => new LandmarkTrajectories(
        [.. trajectories.SelectMany(rows => rows).SelectMany(row => (float[])[row.X, row.Y])],
        [.. trajectories.SelectMany(rows => rows.Select((_, i) => i == rows.Length - 1))],
        "").StepsBetween(Landmarks, reach: 0.6, longest);

    private static IEnumerable<(int From, int To, int Steps)> Shown(Half[] steps) => Enumerable.Range(0, steps.Length)
        .Where(edge => steps[edge] > Half.Zero).Select(edge => (edge / 4, edge % 4, (int)steps[edge]));
}
