using MuJoCo;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>
/// Where the arm's joints put the gripper, and which joints put it somewhere: damped least squares on the engine's
/// Jacobian. Works on a model of the arm alone and data of its own, so that the simulation never notices; allocates nothing.
/// </summary>
public sealed class ArmKinematics : IDisposable
{
    /// <summary>Joints of the arm, the first ones of qpos and qvel.</summary>
    public const int Joints = 6;

    private const double Damping = 1e-12;
    private const double Tolerance = 1e-4;
    private const int MaxIterations = 20;
    private const double MaxStep = 45 * Math.PI / 180;
    private const double Gravity = 9.81;

    private readonly MjModel _model = MjModel.FromXml(Mjcf.Text(Mjcf.Load(TabletopModel.ArmFile)));
    private readonly MjData _data;
    private readonly int _site;
    private readonly int[] _bodies;
    private readonly double[] _masses;
    private readonly double[] _translation;
    private readonly double[] _rotation;
    private readonly double[] _jacobian = new double[Joints * Joints];
    private readonly double[] _error = new double[Joints];
    private readonly double[] _step = new double[Joints];
    private readonly DampedLeastSquares _solver = new(Joints);

    /// <summary>Compiles the arm.</summary>
    public ArmKinematics()
    {
        _data = new MjData(_model);
        _site = _model.Id(MjObject.Site, "pinch");
        _bodies = _model.Ints("jnt_bodyid")[..Joints].ToArray();
        _masses = [.. _bodies.Select(body => _model.Doubles("body_subtreemass")[body])];
        (_translation, _rotation) = (new double[3 * _model.Nv], new double[3 * _model.Nv]);
    }

    /// <summary>The pose of the pinch point.</summary>
    /// <param name="joints">Angles in rad, shape (6,).</param>
    public ArmPose Forward(ReadOnlySpan<double> joints)
    {
        Move(joints);
        var position = _data.SiteXpos[(3 * _site)..];
        var rotation = _data.SiteXmat[(9 * _site)..];
        // Pointing down, only first and last joint turn it; they tell on which turn it is.
        var yaw = Math.Atan2(rotation[3], rotation[0]);
        var turned = joints[0] + (Math.PI / 2) - joints[5];
        yaw += 2 * Math.PI * Math.Round((turned - yaw) / (2 * Math.PI));
        return new ArmPose(position[0], position[1], position[2], yaw);
    }

    /// <summary>Moves joints until the gripper is at a pose and points down.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="joints">Angles in rad to begin with, shape (6,); receives the solution, or the last try.</param>
    /// <returns>Whether the pose was met within 0.1 mm and 0.1 mrad.</returns>
    public bool Solve(in ArmPose target, Span<double> joints)
    {
        for (var iteration = 0; ; iteration++)
        {
            Move(joints);
            WriteError(target);
            if (Norm(_error.AsSpan(0, 3)) <= Tolerance && Norm(_error.AsSpan(3)) <= Tolerance)
                return true;
            if (iteration == MaxIterations)
                return false;
            WriteJacobian();
            _solver.Solve(_jacobian, _error, Damping, _step);
            for (var k = 0; k < Joints; k++)
                joints[k] += Math.Clamp(_step[k], -MaxStep, MaxStep);
        }
    }

    /// <summary>The torques that hold the arm against its weight.</summary>
    /// <param name="joints">Angles in rad, shape (6,).</param>
    /// <param name="torques">Receives them in N·m, shape (6,).</param>
    public void HoldingTorques(ReadOnlySpan<double> joints, Span<double> torques)
    {
        Move(joints);
        var anchors = _data.Doubles("xanchor");
        var axes = _data.Doubles("xaxis");
        var centers = _data.Doubles("subtree_com");
        for (var k = 0; k < Joints; k++)
        {
            // Weight of everything beyond the joint, at its centre: m g axis · (r × z).
            var (x, y) = (centers[3 * _bodies[k]] - anchors[3 * k], centers[(3 * _bodies[k]) + 1] - anchors[(3 * k) + 1]);
            torques[k] = Gravity * _masses[k] * ((axes[3 * k] * y) - (axes[(3 * k) + 1] * x));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _model.Dispose();
    }

    private void Move(ReadOnlySpan<double> joints)
    {
        joints[..Joints].CopyTo(_data.Qpos);
        _data.Kinematics();
    }

    // Position in m, then the rotation that is missing as an axis times its angle, both in the world.
    private void WriteError(in ArmPose target)
    {
        var position = _data.SiteXpos[(3 * _site)..];
        (_error[0], _error[1], _error[2]) = (target.X - position[0], target.Y - position[1], target.Z - position[2]);
        Span<double> wanted =
        [
            Math.Cos(target.Yaw), Math.Sin(target.Yaw), 0,
            Math.Sin(target.Yaw), -Math.Cos(target.Yaw), 0,
            0, 0, -1,
        ];
        Rotations.Difference(_data.SiteXmat.Slice(9 * _site, 9), wanted, _error.AsSpan(3));
    }

    private void WriteJacobian()
    {
        _data.SiteJacobian(_site, _translation, _rotation);
        for (var row = 0; row < 3; row++)
        {
            _translation.AsSpan(row * _model.Nv, Joints).CopyTo(_jacobian.AsSpan(row * Joints));
            _rotation.AsSpan(row * _model.Nv, Joints).CopyTo(_jacobian.AsSpan((row + 3) * Joints));
        }
    }

    private static double Norm(ReadOnlySpan<double> v) => Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));
}
