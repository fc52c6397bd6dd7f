namespace HiqlRobotics.Sim.Locomotion;

/// <summary>A walk that can be steered: state and direction in, action out, no memory.</summary>
public interface IGait
{
    /// <summary>The action that walks into a direction.</summary>
    /// <param name="physics">The present state.</param>
    /// <param name="direction">Unit vector in the world's xy plane.</param>
    /// <param name="action">Receives the action, shape (<c>action_dim</c>,).</param>
    void Steer(Physics physics, (double X, double Y) direction, Span<float> action);
}

/// <summary>A number of a gait that can be tuned.</summary>
/// <param name="Name">As in the gait's file.</param>
/// <param name="Guess">Where the search starts.</param>
/// <param name="Scale">The step that matters; the search works in multiples of it.</param>
/// <param name="Meaning">Unit and meaning, for people.</param>
public sealed record GaitParameter(string Name, double Guess, double Scale, string Meaning);
