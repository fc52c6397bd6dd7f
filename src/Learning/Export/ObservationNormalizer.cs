namespace HiqlRobotics.Learning.Export;

/// <summary>(x − mean) / std, applied to observation and goal inside every graph, so that no controller can forget it.</summary>
/// <param name="Mean">Shape (observation_dim,).</param>
/// <param name="Std">Shape (observation_dim,); positive: the learner puts a floor under it.</param>
public sealed record ObservationNormalizer(float[] Mean, float[] Std);
