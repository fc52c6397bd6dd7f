namespace HiqlRobotics.Control;

/// <summary>A policy that draws: it is told the seed of each episode, so that episodes do not depend on their order.</summary>
public interface ISeededPolicy
{
    /// <summary>Starts the draws of an episode; called after <see cref="Contracts.IPolicy.Reset"/>.</summary>
    void Seed(ulong episodeSeed);
}
