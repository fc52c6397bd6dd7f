using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Robots;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Stages;

/// <summary>What a dataset of a tabletop has in it: where the hand and the cubes have been, and how often what was done.</summary>
internal sealed class TabletopUse
{
    private const int RowsPerBlock = 4096;

    // A cube this high is carried or stacked, in m; drawer and window change sides half-way.
    private const double Lifted = 0.05;

    private static readonly string[] Events =
        ["cube lifted", "cube put down", "button pressed", "drawer opened", "drawer closed", "window opened", "window closed"];

    private readonly TabletopTask _task;
    private readonly long[] _counts = new long[Events.Length];
    private Arrangement _before, _now;

    private TabletopUse(TabletopTask task)
    {
        _task = task;
        (_before, _now) = (Empty(), Empty());
    }

    /// <summary>Where the pinch point was, seen from above: y to the right, x away from the robot, in m.</summary>
    public HeatMap HandFromAbove { get; } = new(-0.4, 0.2, 0.01, 80, 45);

    /// <summary>The same from the robot's place, z up.</summary>
    public HeatMap HandFromBehind { get; } = new(-0.4, 0, 0.01, 80, 45);

    /// <summary>Where the cubes were, seen from above.</summary>
    public HeatMap Cubes { get; } = new(-0.4, 0.2, 0.01, 80, 45);

    /// <summary>Rows of the file.</summary>
    public long Rows { get; private set; }

    /// <summary>What was done, by how often; only what this table has.</summary>
    public IEnumerable<(string Name, long Count)> Done => Events.Select((name, k) => (name, _counts[k])).Where(done => Has(done.name));

    /// <summary>Reads a file once.</summary>
    /// <exception cref="InputException">It does not belong to this table.</exception>
    public static TabletopUse Count(string file, TabletopTask task)
    {
        var use = new TabletopUse(task);
        var width = task.Layout.Observation.Dim;
        using var npz = NpzReader.Open(file);
        use.Rows = npz.Require(DatasetKeys.Observations, NpyType.Float32, -1, width).Rows;
        using var observations = npz.OpenRows<float>(DatasetKeys.Observations);
        using var terminals = npz.OpenRows<bool>(DatasetKeys.Terminals);
        var (block, ends) = (new float[RowsPerBlock * width], new bool[RowsPerBlock]);
        var begins = true;
        for (var done = 0L; done < use.Rows; done += RowsPerBlock)
        {
            var rows = (int)Math.Min(RowsPerBlock, use.Rows - done);
            observations.Read(block.AsSpan(0, rows * width));
            terminals.Read(ends.AsSpan(0, rows));
            for (var row = 0; row < rows; row++)
            {
                use.Add(block.AsSpan(row * width, width), begins);
                begins = ends[row];
            }
        }
        return use;
    }

    private void Add(ReadOnlySpan<float> observation, bool begins)
    {
        var hand = ArmRobot.ObservedPinch(observation);
        HandFromAbove.Count(hand.Y, hand.X);
        HandFromBehind.Count(hand.Y, hand.Z);
        (_before, _now) = (_now, _before);
        _task.Layout.ReadObjects(observation, _now);
        foreach (var cube in _now.Cubes)
            Cubes.Count(cube.Y, cube.X);
        if (!begins)
            Compare();
    }

    private void Compare()
    {
        for (var cube = 0; cube < _now.Cubes.Length; cube++)
            Cross(_before.Cubes[cube].Z - Lifted, _now.Cubes[cube].Z - Lifted, up: 0, down: 1);
        // A press may change several buttons; it is one press.
        _counts[2] += _before.Buttons.AsSpan().SequenceEqual(_now.Buttons) ? 0 : 1;
        if (!_task.Scene.Furniture)
            return;
        const double halfDrawer = FurnitureScene.DrawerOpen / 2, halfWindow = FurnitureScene.WindowOpen / 2;
        Cross(halfDrawer - _before.Drawer, halfDrawer - _now.Drawer, up: 3, down: 4);
        Cross(_before.Window - halfWindow, _now.Window - halfWindow, up: 5, down: 6);
    }

    private void Cross(double before, double now, int up, int down)
    {
        _counts[up] += before < 0 && now >= 0 ? 1 : 0;
        _counts[down] += before >= 0 && now < 0 ? 1 : 0;
    }

    private bool Has(string what) => what[0] switch
    {
        'c' => _task.Scene.Cubes > 0,
        'b' => _task.Scene.Buttons.Count > 0,
        _ => _task.Scene.Furniture,
    };

    private Arrangement Empty() => new(_task.Scene.Cubes, _task.Scene.Buttons.Count);
}
