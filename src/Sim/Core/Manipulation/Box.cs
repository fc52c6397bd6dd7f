using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>A box of positions in the world, in m.</summary>
public readonly record struct Box(double MinX, double MaxX, double MinY, double MaxY, double MinZ, double MaxZ)
{
    /// <summary>Where the pinch point may be sent to (OGBench's workspace).</summary>
    public static Box Workspace { get; } = new(0.25, 0.6, -0.35, 0.35, 0.02, 0.35);

    /// <summary>The nearest pose whose point is inside.</summary>
    public ArmPose Clamp(in ArmPose pose) => pose with
    {
        X = Math.Clamp(pose.X, MinX, MaxX),
        Y = Math.Clamp(pose.Y, MinY, MaxY),
        Z = Math.Clamp(pose.Z, MinZ, MaxZ),
    };

    /// <summary>Whether a point is inside, or outside by at most a margin in m.</summary>
    public bool Contains(double x, double y, double z, double margin) =>
        x >= MinX - margin && x <= MaxX + margin && y >= MinY - margin && y <= MaxY + margin && z >= MinZ - margin && z <= MaxZ + margin;

    /// <summary>A point inside with any yaw, all uniform.</summary>
    public ArmPose Draw(RandomStream random) => new(
        random.NextDouble(MinX, MaxX), random.NextDouble(MinY, MaxY), random.NextDouble(MinZ, MaxZ), random.NextDouble(-Math.PI, Math.PI));
}
