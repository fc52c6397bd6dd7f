namespace HiqlRobotics.Learning;

/// <summary>How an actor learns from Q(s, g, a).</summary>
public enum ActorLoss
{
    /// <summary>Climbs Q at its own action, held to the data by behaviour cloning (OGBench's <c>ddpgbc</c>).</summary>
    Ddpgbc,

    /// <summary>Imitates with weights of the advantage Q − V.</summary>
    Awr,
}
