using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Tests;

/// <summary>The mazes against what is known of OGBench's: counts, diameters, task lengths.</summary>
public sealed class MazeGeometryTests
{
    [Theory]
    [InlineData("arena", 36, 36, 10)]
    [InlineData("medium", 26, 21, 11)]
    [InlineData("umaze", 7, 4, 6)]
    [InlineData("ultra", 89, 42, 22)]
    [InlineData("large", 46, 22, 19)]
    [InlineData("giant", 86, 46, 31)]
    [InlineData("teleport", 45, 24, 23)]
    public void Free_cells_vertex_cells_and_diameter(string name, int free, int vertices, int diameter)
    {
        var map = Map(name);
        var navigator = new MazeNavigator(map.Layout);

        var cells = navigator.FreeCells.ToArray();
        var longest = cells.Max(from => cells.Max(to => navigator.Distance(from, to)));

        Assert.Equal((free, vertices, diameter), (cells.Length, navigator.VertexCells.Length, longest));
    }

    [Theory]
    [InlineData("arena", new[] { 10 })]
    [InlineData("medium", new[] { 10, 10, 6, 10, 8 })]
    [InlineData("umaze", new[] { 6 })]
    [InlineData("ultra", new[] { 22 })]
    [InlineData("large", new[] { 15, 19, 12, 14, 15 })]
    [InlineData("giant", new[] { 30, 26, 30, 26, 17 })]
    [InlineData("teleport", new[] { 19, 15, 10, 21, 15 })]
    public void Evaluation_tasks_are_as_long_as_known(string name, int[] lengths)
    {
        var map = Map(name);
        var navigator = new MazeNavigator(map.Layout);

        var found = map.Tasks.Select(task => navigator.Distance((task.StartI, task.StartJ), (task.GoalI, task.GoalJ)));

        Assert.Equal(lengths, found);
    }

    [Fact]
    public void Teleporters_lie_where_they_should_and_one_outlet_is_sealed()
    {
        var teleporters = new Teleporters(MazeMaps.Teleport);
        var navigator = new MazeNavigator(MazeMaps.Teleport.Layout);

        Assert.Equal([(20.0, 12.0), (0.0, 16.0)], teleporters.Inlets);
        Assert.Equal([(24.0, 0.0), (0.0, 20.0), (36.0, 20.0)], teleporters.Outlets);
        Assert.All(
            navigator.FreeCells.ToArray().Where(cell => cell != (1, 7)),
            cell => Assert.Equal(-1, navigator.Distance(cell, (1, 7))));
        Assert.True(teleporters.Swallows(20, 13.5));
        Assert.False(teleporters.Swallows(20, 13.51));
    }

    [Fact]
    public void Model_has_a_box_per_wall_and_a_disc_per_teleporter()
    {
        foreach (var map in MazeMaps.All)
        {
            var text = MazeModel.Compose("point.xml", map);

            var walls = map.Layout.Height * map.Layout.Width - map.Layout.FreeCells().Count();
            Assert.Equal(walls, text.Split("name=\"wall_").Length - 1);
            Assert.Equal(map.Inlets.Count, text.Split("name=\"inlet_").Length - 1);
            Assert.Equal(map.Outlets.Count, text.Split("name=\"outlet_").Length - 1);
            Assert.Equal(text, MazeModel.Compose("point.xml", map));
        }
    }

    [Property]
    public Property A_cell_contains_its_centre_and_everything_within_half_a_cell() => Prop.ForAll(
        Gen.Elements(MazeMaps.All.ToArray()).SelectMany(map => Gen.Elements(map.Layout.FreeCells().ToArray())
            .Select(cell => (map.Layout, Cell: cell))).ToArbitrary(),
        Gen.Choose(-199, 199).Two().ToArbitrary(),
        (place, offset) =>
        {
            var (x, y) = place.Layout.Center(place.Cell.I, place.Cell.J);
            return place.Layout.CellAt(x + offset.Item1 / 100.0, y + offset.Item2 / 100.0) == place.Cell;
        });

    [Property]
    public Property Next_is_a_neighbour_one_step_nearer() => Prop.ForAll(
        Gen.Elements(MazeMaps.All.ToArray()).SelectMany(map => Gen.Elements(map.Layout.FreeCells().ToArray()).Two()
            .Select(pair => (map.Layout, From: pair.Item1, To: pair.Item2))).ToArbitrary(),
        route =>
        {
            var navigator = new MazeNavigator(route.Layout);
            var next = navigator.Next(route.From, route.To);
            var distance = navigator.Distance(route.From, route.To);
            return distance <= 0
                ? next == route.From
                : navigator.Distance(next, route.To) == distance - 1 && navigator.Distance(route.From, next) == 1;
        });

    [Property]
    public Property Distance_is_symmetric_and_keeps_the_triangle_inequality() => Prop.ForAll(
        Gen.Elements(MazeMaps.Arena, MazeMaps.Medium, MazeMaps.Large, MazeMaps.Giant)
            .SelectMany(map => Gen.Elements(map.Layout.FreeCells().ToArray()).Three()
                .Select(cells => (map.Layout, A: cells.Item1, B: cells.Item2, C: cells.Item3))).ToArbitrary(),
        t =>
        {
            var navigator = new MazeNavigator(t.Layout);
            return navigator.Distance(t.A, t.B) == navigator.Distance(t.B, t.A)
                && navigator.Distance(t.A, t.C) <= navigator.Distance(t.A, t.B) + navigator.Distance(t.B, t.C);
        });

    private static MazeMap Map(string name) => MazeMaps.All.First(map => map.Name == name);
}
