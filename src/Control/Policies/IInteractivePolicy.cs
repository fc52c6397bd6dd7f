using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A policy that a person may reach into between two ticks: switch a level off, hold or replace the subgoal, change the
/// manager's period, wind it back. A policy without a manager keeps the defaults.
/// </summary>
public interface IInteractivePolicy : IPolicy, ISubgoalPolicy
{
    /// <summary>Whether there is a manager at all.</summary>
    bool HasManager => false;

    /// <summary>Control steps a subgoal is held; 0 without a manager.</summary>
    int ManagerPeriod => 0;

    /// <summary>Whether the next tick may follow another goal without breaking off a subgoal: always without a manager.</summary>
    bool IsAtBoundary => true;

    /// <summary>The way over landmarks that is followed; empty without one.</summary>
    PlannedWay Way => default;

    /// <summary>Control steps since the subgoal was chosen; 0 in the tick that chose it.</summary>
    int SubgoalAge => 0;

    /// <summary>Whether a person has chosen the subgoal.</summary>
    bool SubgoalIsForced => false;

    /// <summary>Whether the manager is asked; while it is not, the last subgoal is held.</summary>
    bool ManagerEnabled => false;

    /// <summary>Whether the worker is asked; while it is not, the safe action is sent.</summary>
    bool WorkerEnabled { get; set; }

    /// <summary>The state in which the present subgoal was chosen, shape (<c>observation_dim</c>,); empty without a manager.</summary>
    ReadOnlySpan<float> DecisionObservation => [];

    /// <summary>Switches the manager on or off.</summary>
    /// <exception cref="InputException">There is none.</exception>
    void EnableManager(bool enabled) => throw NoManager();

    /// <summary>Sets the period from the next tick on.</summary>
    /// <exception cref="InputException">There is no manager, or the period is below 1.</exception>
    void SetManagerPeriod(int steps) => throw NoManager();

    /// <summary>Puts a subgoal in the manager's place until it is released.</summary>
    /// <param name="observation">The state in which it is chosen, shape (<c>observation_dim</c>,).</param>
    /// <param name="subgoal">Shape (<c>rep_dim</c>,).</param>
    /// <exception cref="InputException">There is no manager, or the subgoal has another length.</exception>
    void ForceSubgoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal) => throw NoManager();

    /// <summary>Gives the manager its job back; it is asked in the next tick.</summary>
    void ReleaseSubgoal()
    {
    }

    /// <summary>Bytes of <see cref="SaveState"/>.</summary>
    int StateBytes { get; }

    /// <summary>Copies out everything that decides what the policy does next.</summary>
    void SaveState(ref StateWriter state);

    /// <summary>Copies it back in.</summary>
    void RestoreState(ref StateReader state);

    private static InputException NoManager() => new("this policy has no manager; open a hierarchical bundle");
}
