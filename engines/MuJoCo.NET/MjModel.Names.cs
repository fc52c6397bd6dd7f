using MuJoCo.Externs;

namespace MuJoCo;

public sealed unsafe partial class MjModel
{
    /// <summary>Index of a named object.</summary>
    /// <exception cref="ArgumentException">The model has no such object.</exception>
    public int Id(MjObject kind, string name) => TryId(kind, name, out int id)
        ? id
        : throw new ArgumentException($"the model has no {kind} named '{name}'", nameof(name));

    public bool TryId(MjObject kind, string name, out int id)
    {
        id = Mujoco.mj_name2id(Address, Bridge.hmj_object((int)kind), name);
        GC.KeepAlive(this);
        return id >= 0;
    }

    /// <summary>Name of an object, or an empty string where it has none.</summary>
    public string Name(MjObject kind, int id)
    {
        string name = Utf8.Text(Mujoco.mj_id2name(Address, Bridge.hmj_object((int)kind), id));
        GC.KeepAlive(this);
        return name;
    }
}
