using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// The last thing before the actuator: nothing non-finite, out of bounds or faster than the rate limit passes.
/// </summary>
public sealed class ActionFilter
{
    private readonly float[] _minimum;
    private readonly float[] _maximum;
    private readonly float[] _safe;
    private readonly float[] _last;
    private readonly float _maxChange;

    /// <summary>A filter for one actuator interface.</summary>
    /// <param name="action">Bounds; zero clipped into them is the safe action.</param>
    /// <param name="maxChange">Largest change of an element per tick, in the action's units; null for no limit.</param>
    public ActionFilter(ArraySpec action, float? maxChange = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        _minimum = [.. action.Minimum];
        _maximum = [.. action.Maximum];
        _safe = [.. _minimum.Zip(_maximum, (low, high) => Math.Clamp(0f, low, high))];
        _last = [.. _safe];
        _maxChange = maxChange ?? float.PositiveInfinity;
    }

    /// <summary>What is sent when nothing better is known: no motion.</summary>
    public ReadOnlySpan<float> SafeAction => _safe;

    /// <summary>Ticks with an element outside the bounds.</summary>
    public long Clipped { get; private set; }

    /// <summary>Ticks with an element that changed too fast.</summary>
    public long RateLimited { get; private set; }

    /// <summary>Forgets the last action: a new episode starts from the safe one.</summary>
    public void Reset() => _safe.CopyTo(_last, 0);

    /// <summary>Filters a proposal in place.</summary>
    /// <returns>False if it was not finite; it then holds the last action that was sent.</returns>
    public bool Apply(Span<float> action)
    {
        if (!Finite.All(action))
        {
            Hold(action);
            return false;
        }
        Clip(action);
        LimitRate(action);
        action.CopyTo(_last);
        return true;
    }

    /// <summary>Repeats the last action that was sent.</summary>
    public void Hold(Span<float> action) => _last.CopyTo(action);

    /// <summary>Sends the safe action.</summary>
    public void Stop(Span<float> action)
    {
        _safe.CopyTo(action);
        _safe.CopyTo(_last, 0);
    }

    private void Clip(Span<float> action)
    {
        var changed = false;
        for (var i = 0; i < action.Length; i++)
        {
            var clipped = Math.Clamp(action[i], _minimum[i], _maximum[i]);
            changed |= clipped != action[i];
            action[i] = clipped;
        }
        if (changed)
            Clipped++;
    }

    private void LimitRate(Span<float> action)
    {
        var changed = false;
        for (var i = 0; i < action.Length; i++)
        {
            var limited = Math.Clamp(action[i], _last[i] - _maxChange, _last[i] + _maxChange);
            changed |= limited != action[i];
            action[i] = limited;
        }
        if (changed)
            RateLimited++;
    }
}
