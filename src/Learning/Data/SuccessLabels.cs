using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// The task's own success test on the rows of a dataset. Where rows are only equal to themselves, a state that has done
/// what the goal asks for, with the arm elsewhere, counts as far from it.
/// </summary>
public sealed class SuccessLabels
{
    private readonly SuccessRule _rule;
    private readonly float[] _states;
    private readonly int _width;

    private SuccessLabels(SuccessRule rule, float[] states, int width) => (_rule, _states, _width) = (rule, states, width);

    /// <summary>The labels a configuration asks for; null for equality of rows.</summary>
    /// <param name="config">Says whether.</param>
    /// <param name="environment">Says when a goal is reached.</param>
    /// <param name="data">Whose rows.</param>
    /// <exception cref="InputException">The environment does not say.</exception>
    public static SuccessLabels? For(HiqlConfig config, EnvironmentSpec environment, TrajectoryDataset data)
    {
        if (!config.SuccessLabels)
            return null;
        var rule = environment.Success
            ?? throw new InputException($"success_labels: {environment.Name} does not say when a goal is reached; leave it at false");
        // Only what the rule looks at is kept, side by side.
        int[] elements = [.. rule.Parts.SelectMany(part => part.Elements)];
        var states = Columns(data, environment.Observation.Dim, elements);
        var first = 0;
        var parts = rule.Parts.Select(part => part with { Elements = [.. Enumerable.Range((first += part.Elements.Count) - part.Elements.Count, part.Elements.Count)] });
        return new SuccessLabels(new SuccessRule([.. parts]), states, elements.Length);
    }

    /// <summary>Whether the state of a row has reached that of another.</summary>
    public bool Reached(int row, int goal) => _rule.Holds(State(row), State(goal));

    /// <summary>Steps from a row to the first one that has reached a goal, or all of them.</summary>
    /// <param name="row">t.</param>
    /// <param name="goal">Row of the goal.</param>
    /// <param name="limit">Steps to look ahead.</param>
    public int StepsTo(int row, int goal, int limit)
    {
        var steps = 0;
        while (steps < limit && !Reached(row + steps, goal))
            steps++;
        return steps;
    }

    private ReadOnlySpan<float> State(int row) => _states.AsSpan(row * _width, _width);

    private static float[] Columns(TrajectoryDataset data, int dim, int[] elements)
    {
        var raw = data.RawObservations([.. Enumerable.Range(0, data.Rows).Select(row => (long)row)]);
        var columns = new float[data.Rows * elements.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = raw[i / elements.Length * dim + elements[i % elements.Length]];
        return columns;
    }
}
