using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Where in a maze the rows of a dataset have been: x and y are the first two elements of an observation.</summary>
internal static class DatasetPlaces
{
    private const int RowsPerBlock = 4096;

    /// <summary>Every row, without the file in memory.</summary>
    /// <param name="file">A sound dataset.</param>
    /// <param name="observationDim">Elements of its observations.</param>
    public static IEnumerable<(float X, float Y)> Read(string file, int observationDim)
    {
        using var npz = NpzReader.Open(file);
        var member = npz.Require(DatasetKeys.Observations, NpyType.Float32, -1, observationDim);
        using var rows = npz.OpenRows<float>(DatasetKeys.Observations);
        var block = new float[RowsPerBlock * observationDim];
        for (var done = 0L; done < member.Rows; done += RowsPerBlock)
        {
            var length = (int)Math.Min(RowsPerBlock, member.Rows - done) * observationDim;
            rows.Read(block.AsSpan(0, length));
            for (var i = 0; i < length; i += observationDim)
                yield return (block[i], block[i + 1]);
        }
    }

    /// <summary>Its trajectories, for a landmark graph.</summary>
    public static LandmarkTrajectories Trajectories(string file, int observationDim)
    {
        using var npz = NpzReader.Open(file);
        float[] places = [.. Read(file, observationDim).SelectMany(place => (float[])[place.X, place.Y])];
        return new LandmarkTrajectories(places, npz.Read<bool>(DatasetKeys.Terminals), Sha256File.OfFile(file));
    }
}
