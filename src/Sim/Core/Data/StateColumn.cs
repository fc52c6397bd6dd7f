using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>Positions or velocities of a dataset: the float64 key where the file has it, else the float32 one.</summary>
internal sealed class StateColumn : IDisposable
{
    private readonly NpzRowReader<double>? _exact;
    private readonly NpzRowReader<float>? _rounded;
    private readonly double[] _window;
    private readonly float[] _scratch;
    private readonly int _width;

    public StateColumn(NpzReader npz, string exactKey, string roundedKey, long rows, int width, int capacity)
    {
        _width = width;
        Key = npz.Contains(exactKey) ? exactKey : roundedKey;
        _window = new double[capacity * width];
        _scratch = [];
        if (Key == exactKey)
        {
            npz.Require(exactKey, NpyType.Float64, rows, width);
            _exact = npz.OpenRows<double>(exactKey);
            return;
        }
        npz.Require(roundedKey, NpyType.Float32, rows, width);
        _rounded = npz.OpenRows<float>(roundedKey);
        _scratch = new float[capacity * width];
    }

    /// <summary>Which of the two it is.</summary>
    public string Key { get; }

    public bool Float64 => _exact is not null;

    public ReadOnlySpan<double> Row(int row) => _window.AsSpan(row * _width, _width);

    /// <summary>Keeps the last <paramref name="kept"/> of <paramref name="rows"/> rows and reads on.</summary>
    public void Advance(int rows, int kept, int read)
    {
        _window.AsSpan((rows - kept) * _width, kept * _width).CopyTo(_window);
        var target = _window.AsSpan(kept * _width, read * _width);
        _exact?.Read(target);
        if (_rounded is null)
            return;
        _rounded.Read(_scratch.AsSpan(0, target.Length));
        for (var k = 0; k < target.Length; k++)
            target[k] = _scratch[k];
    }

    public void Dispose()
    {
        _exact?.Dispose();
        _rounded?.Dispose();
    }
}
