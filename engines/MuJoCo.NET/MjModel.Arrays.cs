using MuJoCo.Externs;

namespace MuJoCo;

/// <summary>Arrays by their C names; a span is valid until the model is disposed.</summary>
public sealed partial class MjModel
{
    /// <summary>Initial position, (nq).</summary>
    public ReadOnlySpan<double> Qpos0 => Doubles("qpos0");

    /// <summary>(nbody) in kg.</summary>
    public ReadOnlySpan<double> BodyMass => Doubles("body_mass");

    /// <summary>Body relative to its parent, (nbody × 3) in m.</summary>
    public ReadOnlySpan<double> BodyPos => Doubles("body_pos");

    /// <summary>First element of a joint in qpos, (njnt).</summary>
    public ReadOnlySpan<int> JntQposadr => Ints("jnt_qposadr");

    /// <summary>First element of a joint in qvel, (njnt).</summary>
    public ReadOnlySpan<int> JntDofadr => Ints("jnt_dofadr");

    /// <summary>Values of <see cref="MjJoint"/>, (njnt).</summary>
    public ReadOnlySpan<int> JntType => Ints("jnt_type");

    /// <summary>(njnt × 2) in m or rad.</summary>
    public ReadOnlySpan<double> JntRange => Doubles("jnt_range");

    /// <summary>(ngeom × 3) in m; the meaning depends on the type.</summary>
    public ReadOnlySpan<double> GeomSize => Doubles("geom_size");

    /// <summary>Geom relative to its body, (ngeom × 3) in m.</summary>
    public ReadOnlySpan<double> GeomPos => Doubles("geom_pos");

    /// <summary>(nu × 2); zero where the control is not limited.</summary>
    public ReadOnlySpan<double> ActuatorCtrlrange => Doubles("actuator_ctrlrange");

    /// <summary>Any double array of <c>mjModel</c>, row-major as in C.</summary>
    /// <exception cref="ArgumentException">No such field, or it is not double.</exception>
    public ReadOnlySpan<double> Doubles(string name) => Span<double>(name);

    /// <summary>Any float array of <c>mjModel</c> (colours, lights, meshes).</summary>
    /// <exception cref="ArgumentException">No such field, or it is not float.</exception>
    public ReadOnlySpan<float> Floats(string name) => Span<float>(name);

    /// <summary>Any int array of <c>mjModel</c>.</summary>
    /// <exception cref="ArgumentException">No such field, or it is not int.</exception>
    public ReadOnlySpan<int> Ints(string name) => Span<int>(name);

    /// <summary>Any byte array of <c>mjModel</c> (flags, names).</summary>
    /// <exception cref="ArgumentException">No such field, or it is not bytes.</exception>
    public ReadOnlySpan<byte> Bytes(string name) => Span<byte>(name);

    /// <summary>Writable form of <see cref="Doubles"/>, for a model nobody shares (say a <see cref="Clone"/>).</summary>
    public Span<double> EditDoubles(string name) => Span<double>(name);

    /// <summary>Writable form of <see cref="Floats"/>, for a model nobody shares.</summary>
    public Span<float> EditFloats(string name) => Span<float>(name);

    /// <summary>Writable form of <see cref="Ints"/>, for a model nobody shares.</summary>
    public Span<int> EditInts(string name) => Span<int>(name);

    private Span<T> Span<T>(string name)
        where T : unmanaged
    {
        Span<T> values = FieldTable.Model.Span<T>(name, Address, Address, 0);
        GC.KeepAlive(this);
        return values;
    }
}
