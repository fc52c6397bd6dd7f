using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;

namespace HiqlRobotics.Sim.Robots;

/// <summary>
/// OGBench's arm (<c>manipspace/envs/manipspace_env.py</c>): six joints and a gripper that always points down, moved by
/// differences to the measured pose. The joints are servos; their command also carries what holds the arm's weight.
/// </summary>
public sealed class ArmRobot : IDisposable
{
    /// <summary>Elements of qpos and qvel that are the robot's: 6 of the arm, 8 of the gripper.</summary>
    public const int Dofs = 14;

    /// <summary>Elements of its part of the observation.</summary>
    public const int ObservationDim = 19;

    /// <summary>What one control step at full action asks for: m along an axis, rad of yaw, of the way between open and closed.</summary>
    public const double PositionScale = 0.05, YawScale = 0.3, GripperScale = 1.0;

    /// <summary>Positions in observations are in units of 1/<see cref="PositionUnits"/> m from this x.</summary>
    public const double CenterX = 0.425, PositionUnits = 10;

    private const int Driver = 6;
    private const double DriverRange = 0.8;
    private const double OpeningUnits = 3;
    private const double FullTouch = 50;
    private const double GripperCommand = 255;

    private static readonly double[] Home = [-Math.PI / 2, -Math.PI / 2, Math.PI / 2, -Math.PI / 2, -Math.PI / 2, 0];

    // N·m/rad; the same numbers as in the model's file.
    private static readonly double[] Stiffness = [4500, 4500, 4500, 2000, 2000, 500];

    private readonly ArmKinematics _kinematics = new();
    private readonly double[] _joints = new double[ArmKinematics.Joints];
    private readonly double[] _torques = new double[ArmKinematics.Joints];

    /// <summary>Names of its part of the observation.</summary>
    public static IReadOnlyList<string> ObservationNames { get; } =
    [
        "shoulder_pan_rad", "shoulder_lift_rad", "elbow_rad", "wrist_1_rad", "wrist_2_rad", "wrist_3_rad",
        "shoulder_pan_rad_s", "shoulder_lift_rad_s", "elbow_rad_s", "wrist_1_rad_s", "wrist_2_rad_s", "wrist_3_rad_s",
        "pinch_x_dm", "pinch_y_dm", "pinch_z_dm", "cos_yaw", "sin_yaw", "opening_x3", "contact",
    ];

    /// <summary>Layout of the action.</summary>
    public ArraySpec Action { get; } = ArraySpec.Bounded(-1f, 1f, "move_x", "move_y", "move_z", "turn", "close");

    /// <summary>Where the pinch point is.</summary>
    public ArmPose Pose(Physics physics) => _kinematics.Forward(physics.Qpos);

    /// <summary>How far the gripper is closed: 0 open, 1 closed.</summary>
    public static double Opening(Physics physics) => Math.Clamp(physics.Qpos[Driver] / DriverRange, 0, 1);

    /// <summary>How hard the right pad is pressed, 0 to 1: the normal forces on it by 50 N.</summary>
    public static double Contact(Physics physics) => Math.Clamp(physics.Sensors[0] / FullTouch, 0, 1);

    /// <summary>Puts the arm at rest and open somewhere, by way of its home position.</summary>
    public void Place(Physics physics, in ArmPose pose)
    {
        Home.CopyTo(_joints.AsSpan());
        _kinematics.Solve(pose, _joints);
        physics.Qpos[..Dofs].Clear();
        physics.Qvel[..Dofs].Clear();
        _joints.CopyTo(physics.Qpos);
    }

    /// <summary>Sets the servos for one control step.</summary>
    /// <param name="physics">The present state.</param>
    /// <param name="action">Shape (5,).</param>
    public void Apply(Physics physics, ReadOnlySpan<float> action)
    {
        var measured = Pose(physics);
        var target = Box.Workspace.Clamp(new ArmPose(
            measured.X + (PositionScale * action[0]),
            measured.Y + (PositionScale * action[1]),
            measured.Z + (PositionScale * action[2]),
            Math.Clamp(measured.Yaw + (YawScale * action[3]), -Math.PI, Math.PI)));
        physics.Qpos[..ArmKinematics.Joints].CopyTo(_joints);
        _kinematics.HoldingTorques(_joints, _torques);
        _kinematics.Solve(target, _joints);
        for (var k = 0; k < _joints.Length; k++)
            physics.Ctrl[k] = _joints[k] + (_torques[k] / Stiffness[k]);
        physics.Ctrl[Driver] = GripperCommand * Math.Clamp(Opening(physics) + (GripperScale * action[4]), 0, 1);
    }

    /// <summary>Writes its part of the observation, shape (<see cref="ObservationDim"/>,).</summary>
    public void Observe(Physics physics, Span<float> observation)
    {
        for (var k = 0; k < ArmKinematics.Joints; k++)
        {
            observation[k] = (float)physics.Qpos[k];
            observation[ArmKinematics.Joints + k] = (float)physics.Qvel[k];
        }
        var pose = Pose(physics);
        observation[12] = (float)((pose.X - CenterX) * PositionUnits);
        observation[13] = (float)(pose.Y * PositionUnits);
        observation[14] = (float)(pose.Z * PositionUnits);
        observation[15] = (float)Math.Cos(pose.Yaw);
        observation[16] = (float)Math.Sin(pose.Yaw);
        observation[17] = (float)(Opening(physics) * OpeningUnits);
        observation[18] = (float)Contact(physics);
    }

    /// <summary>The robot's generalised positions that an observation speaks of; the fingers move together.</summary>
    /// <param name="observation">Shape (<see cref="ObservationDim"/>,) or more.</param>
    /// <param name="qpos">Receives them, shape (<see cref="Dofs"/>,) or more.</param>
    public static void Pose(ReadOnlySpan<float> observation, Span<double> qpos)
    {
        for (var k = 0; k < ArmKinematics.Joints; k++)
            qpos[k] = observation[k];
        var driver = observation[17] / OpeningUnits * DriverRange;
        // Per side driver, coupler, spring and follower; a parallel linkage.
        for (var k = Driver; k < Dofs; k += 2)
            (qpos[k], qpos[k + 1]) = (driver, -driver);
    }

    /// <summary>Where an observation has the pinch point.</summary>
    /// <param name="observation">Shape (<see cref="ObservationDim"/>,) or more.</param>
    public static Point ObservedPinch(ReadOnlySpan<float> observation) =>
        new((observation[12] / PositionUnits) + CenterX, observation[13] / PositionUnits, observation[14] / PositionUnits);

    /// <inheritdoc/>
    public void Dispose() => _kinematics.Dispose();
}
