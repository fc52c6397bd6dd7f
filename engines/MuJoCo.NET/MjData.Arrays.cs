using MuJoCo.Externs;

namespace MuJoCo;

public sealed unsafe partial class MjData
{
    private readonly MainArrays _arrays;

    /// <summary>Position, (nq).</summary>
    public Span<double> Qpos => Main(_arrays.Qpos);

    /// <summary>Velocity, (nv).</summary>
    public Span<double> Qvel => Main(_arrays.Qvel);

    /// <summary>Actuator activations, (na).</summary>
    public Span<double> Act => Main(_arrays.Act);

    /// <summary>Controls, (nu).</summary>
    public Span<double> Ctrl => Main(_arrays.Ctrl);

    /// <summary>The solver's starting point, part of the state, (nv).</summary>
    public Span<double> QaccWarmstart => Main(_arrays.QaccWarmstart);

    /// <summary>Applied generalized force, (nv).</summary>
    public Span<double> QfrcApplied => Main(_arrays.QfrcApplied);

    /// <summary>Applied Cartesian force and torque, (nbody × 6).</summary>
    public Span<double> XfrcApplied => Main(_arrays.XfrcApplied);

    /// <summary>(nmocap × 3) in m.</summary>
    public Span<double> MocapPos => Main(_arrays.MocapPos);

    /// <summary>(nmocap × 4), w first.</summary>
    public Span<double> MocapQuat => Main(_arrays.MocapQuat);

    /// <summary>Numbers the engine carries but never touches, (nuserdata).</summary>
    public Span<double> Userdata => Main(_arrays.Userdata);

    /// <summary>Acceleration of the last step, (nv).</summary>
    public ReadOnlySpan<double> Qacc => Main(_arrays.Qacc);

    /// <summary>Sensor readings before the last step, (nsensordata).</summary>
    public ReadOnlySpan<double> Sensordata => Main(_arrays.Sensordata);

    /// <summary>Body positions, (nbody × 3) in m.</summary>
    public ReadOnlySpan<double> Xpos => Main(_arrays.Xpos);

    /// <summary>Body orientations, (nbody × 4), w first.</summary>
    public ReadOnlySpan<double> Xquat => Main(_arrays.Xquat);

    /// <summary>Body orientations, (nbody × 9) row-major.</summary>
    public ReadOnlySpan<double> Xmat => Main(_arrays.Xmat);

    /// <summary>(ngeom × 3) in m.</summary>
    public ReadOnlySpan<double> GeomXpos => Main(_arrays.GeomXpos);

    /// <summary>(nsite × 3) in m.</summary>
    public ReadOnlySpan<double> SiteXpos => Main(_arrays.SiteXpos);

    /// <summary>(nsite × 9) row-major.</summary>
    public ReadOnlySpan<double> SiteXmat => Main(_arrays.SiteXmat);

    /// <summary>Any double array of <c>mjData</c> by its C name.</summary>
    /// <exception cref="ArgumentException">No such field, or it is not double.</exception>
    public Span<double> Doubles(string name) => Named<double>(name);

    /// <summary>Any int array of <c>mjData</c> by its C name.</summary>
    /// <exception cref="ArgumentException">No such field, or it is not int.</exception>
    public Span<int> Ints(string name) => Named<int>(name);

    /// <summary>Any byte array of <c>mjData</c> by its C name.</summary>
    /// <exception cref="ArgumentException">No such field, or it is not bytes.</exception>
    public Span<byte> Bytes(string name) => Named<byte>(name);

    /// <summary>Readings of one named sensor.</summary>
    /// <exception cref="ArgumentException">The model has no such sensor.</exception>
    public ReadOnlySpan<double> Sensor(string name)
    {
        int id = Model.Id(MjObject.Sensor, name);
        return Sensordata.Slice(Model.Ints("sensor_adr")[id], Model.Ints("sensor_dim")[id]);
    }

    private Span<double> Main(NativeArray array)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return new Span<double>(array.Pointer, array.Length);
    }

    private Span<T> Named<T>(string name)
        where T : unmanaged
    {
        Span<T> values = FieldTable.Data.Span<T>(name, Address, _modelAddress, Address);
        GC.KeepAlive(this);
        return values;
    }
}
