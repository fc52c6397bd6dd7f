namespace HiqlRobotics.Sim.Manipulation;

/// <summary>x = Jᵀ (J Jᵀ + λ 1)⁻¹ e for a small square J, by elimination with pivots; allocates nothing after its construction.</summary>
/// <param name="size">Rows and columns of J.</param>
internal sealed class DampedLeastSquares(int size)
{
    // Row-major, the right-hand side as one more column.
    private readonly double[,] _system = new double[size, size + 1];

    /// <summary>Solves for one right-hand side.</summary>
    /// <param name="jacobian">J, row-major, shape (size, size).</param>
    /// <param name="error">e, shape (size,).</param>
    /// <param name="damping">λ.</param>
    /// <param name="result">Receives x, shape (size,).</param>
    public void Solve(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> error, double damping, Span<double> result)
    {
        Fill(jacobian, error, damping);
        for (var column = 0; column < size; column++)
            Eliminate(column);
        for (var k = 0; k < size; k++)
        {
            var sum = 0.0;
            for (var row = 0; row < size; row++)
                sum += jacobian[(row * size) + k] * _system[row, size] / _system[row, row];
            result[k] = sum;
        }
    }

    private void Fill(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> error, double damping)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var sum = row == column ? damping : 0;
                for (var k = 0; k < size; k++)
                    sum += jacobian[(row * size) + k] * jacobian[(column * size) + k];
                _system[row, column] = sum;
            }
            _system[row, size] = error[row];
        }
    }

    private void Eliminate(int column)
    {
        var pivot = column;
        for (var row = column + 1; row < size; row++)
            if (Math.Abs(_system[row, column]) > Math.Abs(_system[pivot, column]))
                pivot = row;
        for (var k = 0; k <= size; k++)
            (_system[column, k], _system[pivot, k]) = (_system[pivot, k], _system[column, k]);
        for (var row = 0; row < size; row++)
        {
            if (row == column)
                continue;
            var factor = _system[row, column] / _system[column, column];
            for (var k = column; k <= size; k++)
                _system[row, k] -= factor * _system[column, k];
        }
    }
}
