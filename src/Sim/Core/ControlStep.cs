using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim;

/// <summary>One control step with one action; the environment's, lent to a task that has to settle its scene.</summary>
public delegate void ControlStep(ReadOnlySpan<float> action);

/// <summary>Puts a scene into its initial state.</summary>
/// <param name="physics">Receives the state.</param>
/// <param name="random">Every draw of the episode.</param>
/// <param name="advance">Advances time by one control step.</param>
public delegate void EpisodeStart(Physics physics, RandomStream random, ControlStep advance);
