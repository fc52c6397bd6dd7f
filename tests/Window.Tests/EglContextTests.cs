using HiqlRobotics.Sim;
using MuJoCo;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>The engine's renderer without window or screen, on one of our own scenes.</summary>
public sealed class EglContextTests
{
    [Fact]
    public void Without_a_screen_pictures_have_the_size_that_was_asked_for()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-arena");
        var model = environment.Physics.Model;
        using var data = new MjData(model);
        using var egl = new EglContext();
        using var context = new MjRenderContext(model, offscreenWidth: 500, offscreenHeight: 300);
        using var scene = new MjScene(model);
        using var option = new MjVisualOption();
        using var camera = new MjCamera();
        context.SetBuffer(MjFramebuffer.Offscreen);
        data.Kinematics();
        camera.Frame(model);

        var before = Draw();
        var after = Draw(() => scene.AddLine([-9, 0, 3], [9, 0, 3], 6, [1f, 0f, 0f, 1f]));

        Assert.Equal(new MjViewport(0, 0, 500, 300), context.MaxViewport);
        Assert.NotEqual(before, after);

        byte[] Draw(Func<bool>? add = null)
        {
            scene.Update(data, option, camera);
            Assert.True(add?.Invoke() ?? true);
            context.Render(context.MaxViewport, scene);
            var pixels = new byte[3 * 500 * 300];
            context.ReadPixels(pixels, context.MaxViewport);
            return pixels;
        }
    }
}
