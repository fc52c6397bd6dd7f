using MuJoCo.Externs;

namespace MuJoCo;

public sealed partial class MjModel
{
    /// <summary>Number of generalized coordinates, the length of qpos.</summary>
    public int Nq => Size("nq");

    /// <summary>Number of degrees of freedom, the length of qvel.</summary>
    public int Nv => Size("nv");

    /// <summary>Number of actuators, the length of ctrl.</summary>
    public int Nu => Size("nu");

    /// <summary>Number of actuator activations, the length of act.</summary>
    public int Na => Size("na");

    public int Nbody => Size("nbody");

    public int Njnt => Size("njnt");

    public int Ngeom => Size("ngeom");

    public int Nsite => Size("nsite");

    public int Ncam => Size("ncam");

    public int Nmocap => Size("nmocap");

    public int Nsensor => Size("nsensor");

    public int Nsensordata => Size("nsensordata");

    public int Nuserdata => Size("nuserdata");

    public int Neq => Size("neq");

    public int Nkey => Size("nkey");

    /// <summary>Physics options; <c>Options.Timestep</c> is the one everybody needs.</summary>
    public MjOptions Options => new(this);

    /// <summary>Length of the vector of <see cref="MjData.GetState"/>.</summary>
    public int StateSize
    {
        get
        {
            int size = Bridge.hmj_state_size(Address);
            GC.KeepAlive(this);
            return size;
        }
    }

    /// <summary>Any size field of <c>mjModel</c> by its C name.</summary>
    /// <exception cref="ArgumentException">This MuJoCo version has no such size.</exception>
    public int Size(string name)
    {
        int size = FieldTable.Model.Integer(name, Address);
        GC.KeepAlive(this);
        return size;
    }
}
