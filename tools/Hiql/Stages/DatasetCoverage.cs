using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Counts the rows of a dataset per point of its maze; x and y are the first two elements of an observation.</summary>
internal static class DatasetCoverage
{
    /// <summary>Two points a metre.</summary>
    private const int PointsPerCell = 8;

    private const int RowsPerBlock = 4096;

    public static MazeField Count(string file, MazeLayout maze, int observationDim)
    {
        using var npz = NpzReader.Open(file);
        var member = npz.Require(DatasetKeys.Observations, NpyType.Float32, -1, observationDim);
        using var rows = npz.OpenRows<float>(DatasetKeys.Observations);
        var coverage = new MazeField(maze, PointsPerCell);
        var block = new float[RowsPerBlock * observationDim];
        for (var done = 0L; done < member.Rows; done += RowsPerBlock)
        {
            var part = block.AsSpan(0, (int)Math.Min(RowsPerBlock, member.Rows - done) * observationDim);
            rows.Read(part);
            for (var i = 0; i < part.Length; i += observationDim)
                coverage.Count(part[i], part[i + 1]);
        }
        return coverage;
    }
}
