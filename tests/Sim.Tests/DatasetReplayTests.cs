using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class DatasetReplayTests
{
    public static TheoryData<string, string> Recipes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var entry in EnvironmentCatalog.Entries)
                foreach (var recipe in entry.Recipes)
                    data.Add(entry.Name, recipe.Type);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void What_was_collected_replays_to_the_bit(string environment, string type)
    {
        using var folder = new TemporaryFolder();
        // A control step of the arm is five times as many physics steps as one of a walker.
        var steps = EnvironmentCatalog.Entry(environment).Steer is null ? 60 : 300;
        var options = CollectTestOptions.To(folder.File("d.npz"), environment, type) with { Episodes = 5, Steps = steps };
        DatasetCollector.Collect(options);

        var report = DatasetReplay.Run(options.Out, environment, jobs: 2);

        Assert.Equal(5 * steps, report.Rows);
        Assert.True(report.Float64);
        Assert.Equal(new ErrorSummary(0, 0, 0), report.QposError);
        Assert.Equal(new ErrorSummary(0, 0, 0), report.QvelError);
        Assert.Equal(new ErrorSummary(0, 0, 0), report.ObservationError);
    }

    [Fact]
    public void Of_a_file_without_any_action_nothing_is_said()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"), "pointmaze-medium", "navigate") with { Episodes = 2, Steps = 30 };
        DatasetCollector.Collect(options);
        ActionStripper.Strip(options.Out, folder.File("s.npz"), fraction: 1, seed: 0);

        var error = Assert.Throws<InputException>(() => DatasetReplay.Run(folder.File("s.npz"), "pointmaze-medium", jobs: 1));

        Assert.Contains("s.npz: no row can be replayed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused_with_its_row()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("d.npz");
        var (states, actions) = (new float[8], new float[8]);
        actions[5] = float.NaN;
        NpzWriter.Write(path, npz =>
        {
            npz.Add<float>("observations", states, 4, 2);
            npz.Add<float>("qpos", states, 4, 2);
            npz.Add<float>("qvel", states, 4, 2);
            npz.Add<float>("actions", actions, 4, 2);
            npz.Add<bool>("terminals", [false, false, false, true], 4);
        });

        var error = Assert.Throws<InputException>(() => DatasetReplay.Run(path, "pointmaze-medium", jobs: 1));

        Assert.Contains("d.npz: actions: row 2 has NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Teleports_are_counted_and_checked()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"), "pointmaze-teleport") with { Episodes = 40 };
        DatasetCollector.Collect(options);

        var report = DatasetReplay.Run(options.Out, "pointmaze-teleport");

        Assert.InRange(report.Jumps, 1, 2000);
        Assert.Equal(0, report.QposError.Max);
    }

    [Fact]
    public void A_file_of_another_maze_is_told_apart()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"), "pointmaze-large");
        DatasetCollector.Collect(options);

        var report = DatasetReplay.Run(options.Out, "pointmaze-medium");

        Assert.True(report.QposError.Max > 0.05);
        Assert.False(report.Belongs);
    }

    [Theory]
    [InlineData("pointmaze-medium")]
    [InlineData("scene")]
    public void Actions_of_somebody_else_do_not_belong(string environment)
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"), environment, EnvironmentCatalog.Entry(environment).Recipes[0].Type) with { Episodes = 2, Steps = 80 };
        DatasetCollector.Collect(options);
        var forged = folder.File("forged.npz");
        CopyWithOtherActions(options.Out, forged);

        var (own, foreign) = (DatasetReplay.Run(options.Out, environment), DatasetReplay.Run(forged, environment));

        Assert.True(own.Belongs);
        Assert.Equal((0, null), (own.RowsOff, own.FirstRowOff));
        Assert.False(foreign.Belongs);
        Assert.InRange(foreign.RowsOff, 100, 160);
        Assert.InRange(foreign.FirstRowOff!.Value, 0, 20);
    }

    [Fact]
    public void Without_the_float64_keys_the_errors_are_those_of_rounding()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz"));
        DatasetCollector.Collect(options);
        var rounded = folder.File("rounded.npz");
        CopyWithout64(options.Out, rounded);

        var report = DatasetReplay.Run(rounded, "pointmaze-medium");

        Assert.False(report.Float64);
        Assert.True(report.Belongs);
        Assert.InRange(report.QposError.P50, 1e-9, 1e-5);
        Assert.InRange(report.QposError.Max, 1e-7, 1e-3);
    }

    [Fact]
    public void A_state_that_cannot_be_simulated_stops_the_replay_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("far.npz");
        NpzWriter.Write(path, npz =>
        {
            foreach (var key in new[] { DatasetKeys.Observations, DatasetKeys.Actions, DatasetKeys.Qvel })
                npz.Add(key, new float[8], 4, 2);
            npz.Add(DatasetKeys.Qpos, [0f, 0f, 1e20f, 0f, 0f, 0f, 0f, 0f], 4, 2);
            npz.Add(DatasetKeys.Terminals, [false, false, false, true]);
        });

        var error = Assert.Throws<SimulationFailedException>(() => DatasetReplay.Run(path, "pointmaze-medium", jobs: 2));

        Assert.Contains("simulation failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_actions_are_left_out()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 4, Steps = 50 };
        DatasetCollector.Collect(options);
        ActionStripper.Strip(options.Out, folder.File("s.npz"), 0.5, seed: 1);

        var report = DatasetReplay.Run(folder.File("s.npz"), "pointmaze-medium");

        Assert.Equal((100, 0), (report.Rows, report.RowsOff));
    }

    [Fact]
    public void A_file_without_states_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bare.npz");
        NpzWriter.Write(path, npz =>
        {
            npz.Add(DatasetKeys.Observations, new float[8], 4, 2);
            npz.Add(DatasetKeys.Actions, new float[8], 4, 2);
            npz.Add(DatasetKeys.Terminals, [false, false, false, true]);
        });

        var error = Assert.Throws<InputException>(() => DatasetReplay.Run(path, "pointmaze-medium"));

        Assert.Contains("'qpos' is missing", error.Message, StringComparison.Ordinal);
    }

    private static void CopyWithOtherActions(string from, string to)
    {
        var random = new RandomStream(0, "test/actions");
        using var npz = NpzReader.Open(from);
        NpzWriter.Write(to, copy =>
        {
            foreach (var member in npz.Members)
            {
                long[] shape = [.. member.Shape];
                if (member.Key == DatasetKeys.Actions)
                    copy.Add(member.Key, [.. npz.Read<float>(member.Key).Select(_ => (float)random.NextDouble(-1, 1))], shape);
                else if (member.Type == NpyType.Float32)
                    copy.Add(member.Key, npz.Read<float>(member.Key), shape);
                else if (member.Type == NpyType.Float64)
                    copy.Add(member.Key, npz.Read<double>(member.Key), shape);
                else if (member.Type == NpyType.Int64)
                    copy.Add(member.Key, npz.Read<long>(member.Key), shape);
                else
                    copy.Add(member.Key, npz.Read<bool>(member.Key), shape);
            }
        });
    }

    private static void CopyWithout64(string from, string to)
    {
        using var npz = NpzReader.Open(from);
        NpzWriter.Write(to, copy =>
        {
            foreach (var key in new[] { DatasetKeys.Observations, DatasetKeys.Actions, DatasetKeys.Qpos, DatasetKeys.Qvel })
                copy.Add(key, npz.Read<float>(key), npz.Member(key).Rows, 2);
            copy.Add(DatasetKeys.Terminals, npz.Read<bool>(DatasetKeys.Terminals));
        });
    }
}
