using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Counts the rows of a dataset per point of its maze.</summary>
internal static class DatasetCoverage
{
    /// <summary>Two points a metre.</summary>
    private const int PointsPerCell = 8;

    public static MazeField Count(string file, MazeLayout maze, int observationDim)
    {
        var coverage = new MazeField(maze, PointsPerCell);
        foreach (var (x, y) in DatasetPlaces.Read(file, observationDim))
            coverage.Count(x, y);
        return coverage;
    }
}
