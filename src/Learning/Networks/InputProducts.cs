namespace HiqlRobotics.Learning;

/// <summary>Pairs of a network's inputs whose products its first layer reads behind them, without factors.</summary>
/// <param name="Left">One input of each pair.</param>
/// <param name="Right">The other.</param>
public sealed record InputProducts(long[] Left, long[] Right)
{
    /// <summary>How many.</summary>
    public int Count => Left.Length;

    /// <summary>Of a state and a goal that lie side by side; null where a configuration wants none, or a task looks at nothing.</summary>
    /// <param name="config">Says whether.</param>
    /// <param name="scaling">Says which elements success looks at.</param>
    public static InputProducts? OfStateAndGoal(HiqlConfig config, ObservationScaling scaling) =>
        !config.GoalProducts || scaling.Purpose.Count == 0 ? null : new InputProducts(
            [.. scaling.Purpose.Select(element => (long)element)],
            [.. scaling.Purpose.Select(element => (long)scaling.EncodedDim + element)]);
}
