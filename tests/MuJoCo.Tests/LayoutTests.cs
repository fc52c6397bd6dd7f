using MuJoCo.Externs;

namespace MuJoCo.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void Sizes_are_those_the_document_describes()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        Assert.Equal(
            (8, 7, 2, 1, 4, 2, 4, 1, 1),
            (model.Nq, model.Nv, model.Nu, model.Na, model.Nbody, model.Njnt, model.Ngeom, model.Nsite, model.Nmocap));
        Assert.Equal((2, 4, 3, 1), (model.Nsensor, model.Nsensordata, model.Nuserdata, model.Nkey));
    }

    [Fact]
    public void Arrays_of_each_element_type_hold_what_the_document_says()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        int ball = model.Id(MjObject.Geom, "ball");

        Assert.Equal(2.5, model.BodyMass[model.Id(MjObject.Body, "ball")]);
        Assert.Equal([0.1f, 0.2f, 0.3f, 1f], model.Floats("geom_rgba").Slice(4 * ball, 4).ToArray());
        Assert.Equal([0, 7], model.JntQposadr.ToArray());
        Assert.Equal([0, 1], model.Bytes("jnt_limited").ToArray());
        Assert.Equal([-1.0, 1.0], model.ActuatorCtrlrange[..2].ToArray());
        Assert.Equal(3 * model.Ngeom, model.GeomSize.Length);
        Assert.Equal(model.Nkey * model.Nq, model.Doubles("key_qpos").Length);
    }

    [Fact]
    public void Options_come_from_the_document()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        Assert.Equal(0.004, model.Options.Timestep);
        Assert.Equal([0, 0, -9.81], model.Options.Gravity.ToArray());
    }

    [Fact]
    public void Data_arrays_have_the_sizes_of_the_model()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);

        Assert.Equal(model.Qpos0.ToArray(), data.Qpos.ToArray());
        Assert.Equal((7, 1, 2, 3), (data.Qvel.Length, data.Act.Length, data.Ctrl.Length, data.Userdata.Length));
        Assert.Equal([1, 2, 3], data.MocapPos.ToArray());
        Assert.Equal(9 * model.Nbody, data.Xmat.Length);
        Assert.Equal(2, data.Doubles("energy").Length);
    }

    [Fact]
    public void Every_field_of_the_header_is_described_once()
    {
        Assert.True(FieldTable.Model.Names.Count() > 300);
        Assert.True(FieldTable.Data.Names.Count() > 100);
        Assert.Contains("qacc_warmstart", FieldTable.Data.Names);
    }

    [Fact]
    public void A_wrong_name_or_element_type_is_refused_with_the_name()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        ArgumentException missing = Assert.Throws<ArgumentException>(() => model.Doubles("body_colour").Length);
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => model.Doubles("geom_rgba").Length);

        Assert.Contains("body_colour", missing.Message, StringComparison.Ordinal);
        Assert.Contains("geom_rgba", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_ids_are_inverse()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);

        Assert.Equal("arm", model.Name(MjObject.Body, model.Id(MjObject.Body, "arm")));
        Assert.Equal("push", model.Name(MjObject.Actuator, 0));
        Assert.Equal("hinge", model.Name(MjObject.Joint, 1));
        Assert.Equal("high", model.Name(MjObject.Key, 0));
        Assert.False(model.TryId(MjObject.Geom, "nobody", out _));
        Assert.Throws<ArgumentException>(() => model.Id(MjObject.Geom, "nobody"));
    }
}
