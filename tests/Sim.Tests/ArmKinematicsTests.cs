using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;

namespace HiqlRobotics.Sim.Tests;

public sealed class ArmKinematicsTests
{
    private const double FlangeToPinch = 0.145;

    [Fact]
    public void At_home_the_gripper_points_down_in_front_of_the_robot()
    {
        using var kinematics = new ArmKinematics();

        var pose = kinematics.Forward([-Math.PI / 2, -Math.PI / 2, Math.PI / 2, -Math.PI / 2, -Math.PI / 2, 0]);

        // Forearm and wrist stretched out flat, the wrist's offset to the side: a3 + d5, d4, d1 + a2 − d6 − gripper.
        Assert.Equal(0.3922 + 0.0997, pose.X, 1e-9);
        Assert.Equal(0.1333, pose.Y, 1e-9);
        Assert.Equal(0.1625 + 0.425 - 0.0996 - FlangeToPinch, pose.Z, 1e-9);
        Assert.Equal(0, pose.Yaw, 1e-9);
    }

    [Fact]
    public void Forward_kinematics_is_that_of_the_published_table()
    {
        using var kinematics = new ArmKinematics();
        var random = new RandomStream(1, "test/kinematics");
        var joints = new double[6];

        for (var k = 0; k < 200; k++)
        {
            foreach (ref var joint in joints.AsSpan())
                joint = random.NextDouble(-Math.PI, Math.PI);
            var expected = DenavitHartenberg(joints);
            var found = kinematics.Forward(joints);
            Assert.Equal(expected.X, found.X, 1e-9);
            Assert.Equal(expected.Y, found.Y, 1e-9);
            Assert.Equal(expected.Z, found.Z, 1e-9);
        }
    }

    [Fact]
    public void Inverse_kinematics_reaches_the_workspace_from_home_and_from_everywhere_in_it()
    {
        using var kinematics = new ArmKinematics();
        var random = new RandomStream(2, "test/kinematics");
        var joints = new double[6];
        var (unmet, count) = (0, 1000);

        for (var k = 0; k < count; k++)
        {
            new[] { -Math.PI / 2, -Math.PI / 2, Math.PI / 2, -Math.PI / 2, -Math.PI / 2, 0 }.CopyTo(joints.AsSpan());
            var first = Box.Workspace.Draw(random);
            unmet += kinematics.Solve(first, joints) ? 0 : 1;
            var near = Box.Workspace.Clamp(first with { X = first.X + 0.05, Y = first.Y - 0.05, Z = first.Z + 0.05, Yaw = Math.Min(first.Yaw + 0.3, Math.PI) });
            Assert.True(kinematics.Solve(near, joints), $"{near} from {first}");
            var found = kinematics.Forward(joints);
            Assert.InRange(found.DistanceTo(near), 0, 1e-4);
            Assert.InRange(Math.Abs(ArmPose.Wrap(found.Yaw - near.Yaw)), 0, 1e-4);
        }

        Assert.Equal(0, unmet);
    }

    [Fact]
    public void Holding_torques_keep_the_arm_where_it_is()
    {
        using var environment = EnvironmentCatalog.Create("cube-single");
        var task = (TabletopTask)environment.Task;
        environment.Reset(1, 0);
        var before = task.Robot.Pose(environment.Physics);

        for (var k = 0; k < 100; k++)
            environment.Step(new float[5]);

        Assert.InRange(task.Robot.Pose(environment.Physics).DistanceTo(before), 0, 0.001);
    }

    // d1 .1625, a2 −.425, a3 −.3922, d4 .1333, d5 .0997, d6 .0996, the base turned by −90° about z.
    private static Point DenavitHartenberg(double[] joints)
    {
        (double A, double D, double Alpha)[] rows =
        [
            (0, 0.1625, Math.PI / 2), (-0.425, 0, 0), (-0.3922, 0, 0), (0, 0.1333, Math.PI / 2), (0, 0.0997, -Math.PI / 2),
            (0, 0.0996 + FlangeToPinch, 0),
        ];
        var (x, y, z) = (0.0, 0.0, 0.0);
        // From the tip back to the base: p ← Rz(θ) (Tz(d) Tx(a) Rx(α) p).
        for (var k = rows.Length - 1; k >= 0; k--)
        {
            var (a, d, alpha) = rows[k];
            (x, y, z) = (x + a, (Math.Cos(alpha) * y) - (Math.Sin(alpha) * z), (Math.Sin(alpha) * y) + (Math.Cos(alpha) * z) + d);
            (x, y) = ((Math.Cos(joints[k]) * x) - (Math.Sin(joints[k]) * y), (Math.Sin(joints[k]) * x) + (Math.Cos(joints[k]) * y));
        }
        return new Point(y, -x, z);
    }
}
