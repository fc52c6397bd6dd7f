using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class MazeLayoutTests
{
    // Two rooms joined at the bottom, and a closed cell at the right.
    private static readonly MazeLayout Maze = new(["11111111", "10001011", "10101101", "10100011", "11111111"], 4);

    [Fact]
    public void Distances_follow_the_corridors()
    {
        var distance = Maze.DistancesTo(1, 1);

        Assert.Equal(0, distance[1, 1]);
        Assert.Equal(2, distance[1, 3]);
        Assert.Equal(6, distance[3, 5]);
    }

    [Fact]
    public void Walls_and_closed_cells_have_no_distance()
    {
        var distance = Maze.DistancesTo(1, 1);

        Assert.Equal(-1, distance[0, 0]);
        Assert.Equal(-1, distance[2, 6]);
        Assert.Equal(-1, distance[1, 5]);
    }

    [Fact]
    public void Neighbouring_free_cells_differ_by_at_most_one()
    {
        var distance = Maze.DistancesTo(3, 1);

        foreach (var (i, j) in Maze.FreeCells().Where(cell => distance[cell.I, cell.J] >= 0))
            foreach (var (di, dj) in MazeLayout.Neighbours.Where(move => Maze.IsFree(i + move.I, j + move.J)))
                Assert.InRange(distance[i + di, j + dj], distance[i, j] - 1, distance[i, j] + 1);
    }

    [Fact]
    public void The_centre_of_every_cell_lies_in_it()
    {
        for (var i = 0; i < Maze.Height; i++)
            for (var j = 0; j < Maze.Width; j++)
            {
                var (x, y) = Maze.Center(i, j);
                Assert.Equal((i, j), Maze.CellAt(x, y));
                Assert.Equal((i, j), Maze.CellAt(x + 1.9, y - 1.9));
            }
    }

    [Fact]
    public void Cell_one_one_is_the_origin() => Assert.Equal((0.0, 0.0), Maze.Center(1, 1));

    [Fact]
    public void Beyond_the_grid_nothing_is_free()
    {
        Assert.False(Maze.IsFree(-1, 1));
        Assert.False(Maze.IsFree(1, 8));
        Assert.Equal(11, Maze.FreeCells().Count());
    }
}
