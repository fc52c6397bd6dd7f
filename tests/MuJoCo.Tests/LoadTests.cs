using System.Text;

namespace MuJoCo.Tests;

public sealed class LoadTests
{
    [Fact]
    public void A_bad_document_fails_with_the_engines_message()
    {
        MuJoCoException error = Assert.Throws<MuJoCoException>(
            () => MjModel.FromXml("<mujoco><worldbody><geom sise='1'/></worldbody></mujoco>"));

        Assert.Contains("sise", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"json\": 1 }")]
    [InlineData("<mujoco><worldbody>")]
    [InlineData("<mujoco><worldbody><body><freejoint/></body></worldbody></mujoco>")]
    public void Text_that_is_no_model_fails_with_a_message(string xml)
    {
        MuJoCoException error = Assert.Throws<MuJoCoException>(() => MjModel.FromXml(xml));

        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void A_missing_file_fails_with_its_name()
    {
        MuJoCoException error = Assert.Throws<MuJoCoException>(() => MjModel.FromFile("no/such/model.xml"));

        Assert.Contains("no/such/model.xml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_while_compiling_comes_back_as_an_exception()
    {
        // The compiler tries one step, which needs more than ten numbers of stack.
        MuJoCoException error = Assert.Throws<MuJoCoException>(() => MjModel.FromXml(Models.TooLittleStack(1, 10)));

        Assert.Contains("stack", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Included_files_come_from_memory()
    {
        Dictionary<string, byte[]> files = new()
        {
            ["robot.xml"] = Encoding.UTF8.GetBytes(
                "<mujoco><worldbody><body name='robot'><geom size='.1'/></body></worldbody></mujoco>"),
        };

        using MjModel model = MjModel.FromXml("<mujoco><include file='robot.xml'/></mujoco>", files);

        Assert.Equal(1, model.Id(MjObject.Body, "robot"));
    }

    [Fact]
    public void Loads_on_many_threads_do_not_disturb_each_other()
    {
        Parallel.For(0, 16, i =>
        {
            if (i % 2 == 0)
            {
                using MjModel model = MjModel.FromXml(Models.Ball);
                Assert.Equal(8, model.Nq);
            }
            else
            {
                string name = $"wrong{i}";
                MuJoCoException error = Assert.Throws<MuJoCoException>(
                    () => MjModel.FromXml($"<mujoco><{name}/></mujoco>"));
                Assert.Contains(name, error.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void A_clone_can_be_edited_alone()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjModel clone = model.Clone();

        clone.EditDoubles("body_mass")[2] = 9;

        Assert.Equal(9, clone.BodyMass[2]);
        Assert.Equal(2.5, model.BodyMass[2]);
    }
}
