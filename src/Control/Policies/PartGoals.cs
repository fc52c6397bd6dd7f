using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// One thing at a time: asks the manager for the whole goal, for every part of it that is not met yet, and for every switch the other way
/// round, since what a switch locks has to be unlocked even where it shall end up locked; the value function says which of the proposed
/// states is nearest to the whole goal. A manager that predicts one mean for many orders of doing things means none of them.
/// </summary>
internal sealed class PartGoals : IDisposable
{
    private readonly SuccessRule _rule;
    private readonly OnnxNetwork _manager, _value;
    private readonly int _rows, _width;

    private PartGoals(ControllerBundle bundle, SuccessRule rule)
    {
        (_rule, _rows, _width) = (rule, rule.Parts.Count + 1, bundle.Manifest.Environment.Observation.Dim);
        (_manager, _value) = (new OnnxNetwork(bundle.Manager!, _rows), new OnnxNetwork(bundle.Value!, _rows));
    }

    /// <summary>For one user of a hierarchical bundle; null where the manager is asked for the whole goal alone.</summary>
    /// <exception cref="InputException">Nothing says what the parts are, or there is no value function, or a subgoal is no state it could judge.</exception>
    public static PartGoals? Of(ControllerBundle bundle)
    {
        var manifest = bundle.Manifest;
        if (manifest.GoalParts is not true)
            return null;
        var missing = manifest.Environment.Success is null ? "environment.success is missing"
            : bundle.Value is null ? "there is no value function"
            : manifest.RepDim != manifest.Environment.Observation.Dim ? "a subgoal is not a whole state"
            : null;
        return missing is null ? new PartGoals(bundle, manifest.Environment.Success!)
            : throw new InputException($"{bundle.Path}: {BundleManifest.FileName}: goal_parts is true, but {missing}; export the bundle again");
    }

    /// <summary>The proposal to follow, a view until the next call.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    public ReadOnlySpan<float> Subgoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        for (var row = 0; row < _rows; row++)
        {
            observation.CopyTo(Row(_manager.Input(0), row));
            Ask(row, observation, goal, Row(_manager.Input(1), row));
            goal.CopyTo(Row(_value.Input(1), row));
        }
        _manager.Run();
        _manager.Output.CopyTo(_value.Input(0));
        _value.Run();
        return _manager.Output.Slice(Math.Max(0, WaySearch.Highest(_value.Output)) * _width, _width);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _manager.Dispose();
        _value.Dispose();
    }

    // Row 0 is the whole goal, and so is the row of a part with which nothing is to be done.
    private void Ask(int row, ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> asked)
    {
        var part = row == 0 ? null : _rule.Parts[row - 1];
        if (part is not null && IsSwitch(part, observation))
        {
            observation.CopyTo(asked);
            (asked[part.Elements[0]], asked[part.Elements[1]]) = (observation[part.Elements[1]], observation[part.Elements[0]]);
        }
        else if (part is not null && part.Distance(observation, goal) > part.Tolerance)
        {
            observation.CopyTo(asked);
            // An enumerator of an interface would be garbage in every tick.
            for (var i = 0; i < part.Elements.Count; i++)
                asked[part.Elements[i]] = goal[part.Elements[i]];
        }
        else
        {
            goal.CopyTo(asked);
        }
    }

    // One of two elements is 1, the other 0.
    private static bool IsSwitch(SuccessPart part, ReadOnlySpan<float> observation) =>
        part.Elements.Count == 2 && (observation[part.Elements[0]], observation[part.Elements[1]]) is (1, 0) or (0, 1);

    private Span<float> Row(Span<float> rows, int row) => rows.Slice(row * _width, _width);
}
