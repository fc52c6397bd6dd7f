namespace MuJoCo.Tests;

/// <summary>Everything up to OpenGL; pictures of scenes are tested where a window is.</summary>
public sealed class RenderingTests
{
    private static readonly float[] _red = [1, 0, 0, 1];

    [Fact]
    public void A_scene_holds_the_models_geoms_and_decoration_until_it_is_full()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        using MjScene scene = new(model, maxGeoms: 7);
        using MjVisualOption option = new();
        using MjCamera camera = new();
        data.Kinematics();

        scene.Update(data, option, camera);
        int geoms = scene.Ngeom;
        bool sphere = scene.AddSphere([1, 2, 3], 0.5, _red);
        bool box = scene.AddBox([0, 0, 0], [1, 1, 1], _red);
        bool capsule = scene.AddCapsule([0, 0, 0], [0, 0, -2], 0.1, _red);

        Assert.Equal(model.Ngeom + model.Nsite, geoms);
        Assert.Equal((true, true, false), (sphere, box, capsule));
        Assert.Equal(7, scene.Ngeom);
    }

    [Fact]
    public void The_mouse_turns_the_camera_and_a_frame_shows_the_whole_model()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjScene scene = new(model);
        using MjCamera camera = new();
        camera.Frame(model);
        double azimuth = camera.Azimuth;

        camera.Move(model, MjMouse.RotateHorizontal, 0.1, 0, scene);
        camera.Lookat[0] = 4;

        Assert.Equal(MjCameraType.Free, camera.Type);
        Assert.True(camera.Distance > 1);
        Assert.NotEqual(azimuth, camera.Azimuth);
        Assert.Equal(4, camera.Lookat[0]);
    }

    [Fact]
    public void Switches_keep_what_they_are_given()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjScene scene = new(model);
        using MjVisualOption option = new();

        scene[MjRenderFlag.Shadow] = false;
        option[MjVisualFlag.ContactForce] = true;
        option.GeomGroups[1] = 0;

        Assert.False(scene[MjRenderFlag.Shadow]);
        Assert.True(scene[MjRenderFlag.Reflection]);
        Assert.True(option[MjVisualFlag.ContactForce]);
        Assert.False(option[MjVisualFlag.ContactPoint]);
    }

    [Fact]
    public void A_click_finds_the_geom_and_the_perturbation_pulls_its_body()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        using MjScene scene = new(model);
        using MjVisualOption option = new();
        using MjCamera camera = new() { Distance = 3, Azimuth = 90, Elevation = 0 };
        using MjPerturb perturb = new();
        camera.Lookat[2] = 1;
        data.Forward();
        scene.Update(data, option, camera, perturb);
        double[] point = new double[3];

        int geom = scene.Pick(data, option, 1, 0.5, 0.5, point);
        perturb.Select = model.Id(MjObject.Body, "ball");
        perturb.Start(data, scene);
        perturb.Active = MjPerturbation.Translate;
        perturb.TargetPosition[2] += 1;
        perturb.ApplyForce(data);

        Assert.Equal(model.Id(MjObject.Geom, "ball"), geom);
        Assert.Equal(-0.1, point[1], 1e-6);
        Assert.True(data.XfrcApplied[(6 * perturb.Select) + 2] > 0);
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(0, 0, -2)]
    [InlineData(-1, 0, -1e-9)]
    [InlineData(0, 0, 0)]
    public void A_connector_lies_on_its_axis_and_is_a_rotation(double x, double y, double z)
    {
        double[] middle = new double[3];
        double[] r = new double[9];

        double length = Connector.Between([1, 1, 1], [1 + x, 1 + y, 1 + z], middle, r);

        Assert.Equal(Math.Sqrt((x * x) + (y * y) + (z * z)), length, 1e-12);
        Assert.Equal(length, Math.Abs((r[2] * x) + (r[5] * y) + (r[8] * z)), 1e-12);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                Assert.Equal(i == j ? 1 : 0, (r[i] * r[j]) + (r[3 + i] * r[3 + j]) + (r[6 + i] * r[6 + j]), 1e-12);
        }
    }

    [Fact]
    public void A_renderer_without_OpenGL_is_an_exception()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        MuJoCoException error = Assert.Throws<MuJoCoException>(() => new MjRenderContext(model));

        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void Data_of_another_model_is_refused()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjModel other = model.Clone();
        using MjData data = new(other);
        using MjScene scene = new(model);
        using MjVisualOption option = new();
        using MjCamera camera = new();

        Assert.Throws<ArgumentException>(() => scene.Update(data, option, camera));
        Assert.Throws<ArgumentException>(() => scene.AddSphere([1, 2], 0.5, _red));
    }
}
