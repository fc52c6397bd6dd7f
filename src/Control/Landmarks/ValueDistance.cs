namespace HiqlRobotics.Control;

/// <summary>
/// Control steps from a state to a goal, read off a value function that was trained on −1 a step:
/// d = ln(1 + (1 − γ)·V) / ln γ, with V clipped to where the logarithm is one (TTGS, ICML 2026).
/// </summary>
internal readonly struct ValueDistance
{
    private const double Margin = 1e-3;

    private readonly double _perValue, _perLog, _lowest;

    /// <param name="discount">γ of the training, in (0, 1).</param>
    public ValueDistance(double discount)
    {
        (_perValue, _perLog) = (1 - discount, 1 / Math.Log(discount));
        _lowest = (-1 / _perValue) + Margin;
    }

    /// <summary>The distance; infinite where V is no number.</summary>
    public float Of(float value) => float.IsNaN(value)
        ? float.PositiveInfinity
        : (float)(Math.Log(1 + (_perValue * Math.Clamp(value, _lowest, -Margin))) * _perLog);
}
