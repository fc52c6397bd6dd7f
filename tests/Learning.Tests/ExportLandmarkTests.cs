using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Tests.Learning;

public sealed class ExportLandmarkTests
{
    [Fact]
    public void Landmarks_are_spread_where_the_data_is_dense_and_where_it_is_thin()
    {
        // Nine tenths of the 20 000 states crowd into a hundredth of the square.
        var random = new RandomStream(1, "states");
        var states = new float[2 * 20_000];
        for (var i = 0; i < states.Length; i++)
            states[i] = (float)random.NextDouble(0, i % 20 < 18 ? 0.1 : 1);

        var chosen = LandmarkSelector.Select(states, 2, 100, seed: 1);

        var cells = chosen.Select(row => ((int)(states[2 * row] * 5), (int)(states[2 * row + 1] * 5))).Distinct().Count();
        var crowded = chosen.Count(row => states[2 * row] < 0.1f && states[2 * row + 1] < 0.1f);
        Assert.Equal(100, chosen.Distinct().Count());
        Assert.True(cells >= 24, $"{cells} of 25 cells");
        Assert.InRange(crowded, 1, 15);
    }

    [Fact]
    public void The_same_seed_chooses_the_same_rows()
    {
        var states = ExportSamples.Draw(new RandomStream(1, "states"), 3 * 40_000, 1);

        Assert.Equal(LandmarkSelector.Select(states, 3, 50, 7), LandmarkSelector.Select(states, 3, 50, 7));
        Assert.NotEqual(LandmarkSelector.Select(states, 3, 50, 7), LandmarkSelector.Select(states, 3, 50, 8));
    }

    [Fact]
    public void A_small_dataset_is_taken_whole()
    {
        var rows = LandmarkSelector.Select([1, 2, 3, 4, 5, 6], 2, 10, 1);

        Assert.Equal([0, 1, 2], rows);
        Assert.Equal([1, 2, 5, 6], LandmarkSelector.Gather([1, 2, 3, 4, 5, 6], 2, [0, 2]));
    }

    [Fact]
    public void Only_the_columns_asked_for_are_spread_over()
    {
        // The first column takes two values, the second is drawn: spreading over the first alone finds both at once.
        var random = new RandomStream(1, "states");
        var states = new float[2 * 4000];
        for (var row = 0; row < 4000; row++)
            (states[2 * row], states[2 * row + 1]) = (row == 2000 ? 100 : 0, (float)random.NextGaussian());

        var chosen = LandmarkSelector.Select(states, 2, 1000, 1, columns: 0);

        Assert.Contains(2000, chosen);
    }

    [Fact]
    public void The_cost_does_not_grow_with_the_dataset()
    {
        const int rows = 1_000_000, width = 29;
        var states = new float[rows * width];
        var random = new RandomStream(1, "states");
        for (var i = 0; i < states.Length; i++)
            states[i] = (float)random.NextDouble();
        LandmarkSelector.Select(states, width, 10, 1);

        var watch = Stopwatch.StartNew();
        var chosen = LandmarkSelector.Select(states, width, 2000, 1);
        watch.Stop();

        Assert.Equal(2000, chosen.Length);
        // Under a second on a quiet machine; looking at every row for every landmark would take minutes.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }
}
