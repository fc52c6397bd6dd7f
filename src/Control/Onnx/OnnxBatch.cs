using Microsoft.ML.OnnxRuntime;

namespace HiqlRobotics.Control;

/// <summary>A graph over many rows at once, for value maps and pictures; allocates, so never inside a tick.</summary>
public static class OnnxBatch
{
    // Bounds the engine's scratch memory; larger batches are not faster on a CPU.
    private const int MaxRows = 2048;

    /// <summary>Evaluates a two-input model on every row, in chunks.</summary>
    /// <param name="model">A model with two inputs.</param>
    /// <param name="first">Shape (rows, width of the first input), row-major, or one row that is used for all.</param>
    /// <param name="second">Shape (rows, width of the second input), or one row that is used for all.</param>
    /// <returns>Shape (rows, width of the output), row-major.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit the model or each other.</exception>
    public static float[] Run(OnnxModel model, ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (left, right) = (model.Inputs[0], model.Inputs[1]);
        var rows = Math.Max(first.Length / left.RowLength, second.Length / right.RowLength);
        RequireRows(left, first, rows);
        RequireRows(right, second, rows);
        var output = new float[rows * model.Output.RowLength];
        for (var start = 0; start < rows; start += MaxRows)
        {
            var count = Math.Min(MaxRows, rows - start);
            RunChunk(model, Rows(left, first, start, count), Rows(right, second, start, count), count)
                .CopyTo(output, start * model.Output.RowLength);
        }
        return output;
    }

    private static void RequireRows(GraphPort port, ReadOnlySpan<float> values, int rows)
    {
        if (values.Length != port.RowLength && values.Length != rows * port.RowLength)
            throw new ArgumentException($"{values.Length} floats are neither one row nor {rows} rows of {port}");
    }

    private static float[] Rows(GraphPort port, ReadOnlySpan<float> values, int start, int count)
    {
        if (values.Length != port.RowLength)
            return values.Slice(start * port.RowLength, count * port.RowLength).ToArray();
        var repeated = new float[count * port.RowLength];
        for (var row = 0; row < count; row++)
            values.CopyTo(repeated.AsSpan(row * port.RowLength));
        return repeated;
    }

    private static float[] RunChunk(OnnxModel model, float[] first, float[] second, int count)
    {
        var output = new float[count * model.Output.RowLength];
        using var options = new RunOptions();
        using var left = OrtValue.CreateTensorValueFromMemory(first, model.Inputs[0].Shape(count));
        using var right = OrtValue.CreateTensorValueFromMemory(second, model.Inputs[1].Shape(count));
        using var result = OrtValue.CreateTensorValueFromMemory(output, model.Output.Shape(count));
        model.Session.Run(
            options, [model.Inputs[0].Name, model.Inputs[1].Name], [left, right], [model.Output.Name], [result]);
        return output;
    }
}
