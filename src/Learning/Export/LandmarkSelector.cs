using System.Numerics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>
/// Picks states that are spread over the part of the state space that a dataset covers: farthest-point sampling
/// (Gonzalez 1985) over a random subset, in coordinates scaled to unit deviation. The cost depends on the subset, not on
/// the dataset.
/// </summary>
public static class LandmarkSelector
{
    // Enough to find regions that hold a thousandth of the data, and a bounded cost.
    private const int CandidateCount = 1 << 14;

    /// <summary>Rows of the dataset, in ascending order; all of them where there are no more than asked for.</summary>
    /// <param name="observations">Shape (rows, width), row-major.</param>
    /// <param name="width">Elements per row.</param>
    /// <param name="count">Landmarks wanted.</param>
    /// <param name="seed">Decides the subset.</param>
    /// <param name="columns">Columns to spread over, e.g. x and y; none given: all.</param>
    public static int[] Select(
        ReadOnlySpan<float> observations, int width, int count, ulong seed, params ReadOnlySpan<int> columns)
    {
        var rows = Candidates(observations.Length / width, Math.Max(count, CandidateCount), seed);
        if (rows.Length <= count)
            return rows;
        var spread = columns.IsEmpty ? [.. Enumerable.Range(0, width)] : columns.ToArray();
        var coordinates = spread.Select(_ => new float[rows.Length]).ToArray();
        for (var axis = 0; axis < spread.Length; axis++)
            Standardize(observations, width, spread[axis], rows, coordinates[axis]);
        int[] chosen = [.. FarthestPoints(coordinates, count).Select(candidate => rows[candidate])];
        Array.Sort(chosen);
        return chosen;
    }

    /// <summary>The chosen rows' content, shape (rows, width).</summary>
    public static float[] Gather(ReadOnlySpan<float> observations, int width, ReadOnlySpan<int> rows)
    {
        var content = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            observations.Slice(rows[i] * width, width).CopyTo(content.AsSpan(i * width));
        return content;
    }

    // One row from each of `count` equal stretches of the file: distinct, ascending, and every episode has its share.
    private static int[] Candidates(int rows, int count, ulong seed)
    {
        if (rows <= count)
            return [.. Enumerable.Range(0, rows)];
        var random = new RandomStream(seed, "export/landmarks");
        var chosen = new int[count];
        for (var i = 0; i < count; i++)
        {
            var first = (int)((long)rows * i / count);
            var next = (int)((long)rows * (i + 1) / count);
            chosen[i] = first + random.NextInt32(next - first);
        }
        return chosen;
    }

    private static void Standardize(ReadOnlySpan<float> observations, int width, int column, int[] rows, float[] into)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            into[i] = observations[rows[i] * width + column];
            sum += into[i];
            squares += (double)into[i] * into[i];
        }
        var mean = sum / rows.Length;
        var deviation = Math.Sqrt(Math.Max(squares / rows.Length - mean * mean, 0));
        // A column that never moves (a fixed object) must not be blown up to noise.
        var scale = deviation > 1e-6 ? 1 / deviation : 0;
        for (var i = 0; i < into.Length; i++)
            into[i] = (float)((into[i] - mean) * scale);
    }

    private static int[] FarthestPoints(float[][] coordinates, int count)
    {
        var nearest = new float[coordinates[0].Length];
        Array.Fill(nearest, float.PositiveInfinity);
        var scratch = new float[nearest.Length];
        var chosen = new int[count];
        for (var i = 1; i < count; i++)
        {
            Approach(coordinates, chosen[i - 1], nearest, scratch);
            chosen[i] = IndexOfMaximum(nearest);
        }
        return chosen;
    }

    // nearest = min(nearest, squared distance to the chosen candidate), all candidates at once.
    private static void Approach(float[][] coordinates, int chosen, float[] nearest, float[] scratch)
    {
        Array.Clear(scratch);
        foreach (var axis in coordinates)
            AddSquaredDifferences(axis, axis[chosen], scratch);
        for (var i = 0; i < nearest.Length; i++)
            nearest[i] = Math.Min(nearest[i], scratch[i]);
    }

    private static void AddSquaredDifferences(float[] axis, float value, float[] sum)
    {
        var i = 0;
        for (; i <= axis.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(axis, i) - new Vector<float>(value);
            (new Vector<float>(sum, i) + difference * difference).CopyTo(sum, i);
        }
        for (; i < axis.Length; i++)
            sum[i] += (axis[i] - value) * (axis[i] - value);
    }

    private static int IndexOfMaximum(float[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }
}
