namespace MuJoCo.Tests;

public sealed class StepTests
{
    [Fact]
    public void A_falling_ball_follows_semi_implicit_Euler()
    {
        using MjModel model = MjModel.FromXml(
            "<mujoco><option timestep='.01'/><worldbody><body pos='0 0 10'><freejoint/><geom size='.1'/></body></worldbody></mujoco>");
        using MjData data = new(model);

        data.Step(50);

        // z = z0 - g h² n (n + 1) / 2
        Assert.Equal(10 - (9.81 * 1e-4 * 50 * 51 / 2), data.Qpos[2], 1e-9);
        Assert.Equal(0.5, data.Time, 1e-12);
    }

    [Fact]
    public void Sensors_and_contacts_are_readable()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        data.Qpos[2] = 0.09;
        data.Qpos[7] = 0.25;

        data.Forward();

        Assert.True(data.Ncon > 0);
        Assert.Equal(0.25, data.Sensor("angle")[0]);
        Assert.Equal(data.SiteXpos.ToArray(), data.Sensor("where").ToArray());
    }

    [Fact]
    public void Kinematics_moves_the_poses_and_nothing_else()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        data.Qpos[0] = 3;
        data.QaccWarmstart[0] = 7;

        data.Kinematics();

        Assert.Equal(3, data.Xpos[3 * model.Id(MjObject.Body, "ball")]);
        Assert.Equal(7, data.QaccWarmstart[0]);
        Assert.Equal(0, data.Time);
    }

    [Fact]
    public void A_site_s_jacobian_predicts_where_it_goes()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        data.Qpos[7] = 0.3;
        data.Kinematics();
        double[] before = data.SiteXpos.ToArray();
        int site = model.Id(MjObject.Site, "middle");
        var (translation, rotation) = (new double[3 * 7], new double[3 * 7]);

        data.SiteJacobian(site, translation, rotation);
        data.Qpos[1] += 1e-6;
        data.Kinematics();

        for (int axis = 0; axis < 3; axis++)
            Assert.Equal((data.SiteXpos[axis] - before[axis]) / 1e-6, translation[(7 * axis) + 1], 1e-6);
        Assert.Equal([1, 0, 0], new[] { rotation[3], rotation[10], rotation[17] });
        Assert.Throws<ArgumentOutOfRangeException>(() => data.SiteJacobian(1, translation, rotation));
        Assert.Throws<ArgumentException>(() => data.SiteJacobian(site, new double[3], rotation));
    }

    [Fact]
    public void Stepping_and_reading_allocate_nothing()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        double[] state = new double[data.StateSize];
        Tick(data, state);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Tick(data, state);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    private static void Tick(MjData data, double[] state)
    {
        data.Ctrl[0] = data.Qpos[7] + data.Xpos[0];
        data.Step(2);
        data.Step();
        data.GetState(state);
        data.SetState(state);
        _ = data.Time + data.Ncon + data.Warnings(MjWarning.BadQacc) + data.Doubles("cvel")[0];
    }
}
