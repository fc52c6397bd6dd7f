namespace HiqlRobotics.Contracts;

/// <summary>A world that may have walls and knows whether the robot leans on one.</summary>
public interface IWallSensor
{
    /// <summary>Whether any part of the robot touched a wall at the end of the last step; null in a world without walls.</summary>
    bool? TouchesWall { get; }
}
