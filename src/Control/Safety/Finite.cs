namespace HiqlRobotics.Control;

/// <summary>The check every number passes on its way to an actuator.</summary>
internal static class Finite
{
    public static bool All(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value))
                return false;
        return true;
    }
}
