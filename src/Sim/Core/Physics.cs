using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim;

/// <summary>
/// What happens: one model and its simulation. Spans look straight into the engine's memory and are valid until
/// <see cref="Dispose"/>. Not thread safe; one physics belongs to one thread.
/// </summary>
public sealed class Physics : IDisposable
{
    // After the first three the engine resets itself in silence; after the others it drops contacts or forces.
    private static readonly MjWarning[] Fatal =
        [MjWarning.BadQpos, MjWarning.BadQvel, MjWarning.BadQacc, MjWarning.ContactFull, MjWarning.ConstraintFull];

    private readonly MjData _data;
    private readonly IStepPreparation? _preparation;

    /// <summary>Compiles a model.</summary>
    /// <param name="mjcf">MJCF text.</param>
    /// <exception cref="HiqlException">The engine is missing, or refuses the model.</exception>
    public Physics(string mjcf)
        : this(mjcf, _ => null)
    {
    }

    /// <summary>The same, with something to do before each control step.</summary>
    /// <param name="mjcf">MJCF text.</param>
    /// <param name="prepare">Gets a copy of the model that it may edit, and that nothing but <see cref="Step"/> uses.</param>
    internal Physics(string mjcf, Func<MjModel, IStepPreparation?> prepare)
    {
        Mjcf = mjcf;
        Model = Compile(mjcf);
        var stepped = Model.Clone();
        _preparation = prepare(stepped);
        _data = new MjData(stepped);
        Timestep = Model.Options.Timestep;
    }

    /// <summary>The MJCF text it was compiled from.</summary>
    public string Mjcf { get; }

    /// <summary>The compiled model; treat it as immutable.</summary>
    public MjModel Model { get; }

    /// <summary>Seconds of one physics step, as the MJCF says.</summary>
    public double Timestep { get; }

    /// <summary>Simulated seconds since the last reset.</summary>
    public double Time => _data.Time;

    /// <summary>Generalised positions, shape (nq,).</summary>
    public Span<double> Qpos => _data.Qpos;

    /// <summary>Generalised velocities, shape (nv,).</summary>
    public Span<double> Qvel => _data.Qvel;

    /// <summary>Actuator inputs, shape (nu,).</summary>
    public Span<double> Ctrl => _data.Ctrl;

    /// <summary>Positions of all geoms in m, shape (ngeom × 3), at the beginning of the last physics step.</summary>
    public ReadOnlySpan<double> GeomPositions => _data.GeomXpos;

    /// <summary>Their orientations, shape (ngeom × 9), row-major.</summary>
    public ReadOnlySpan<double> GeomRotations => _data.Doubles("geom_xmat");

    /// <summary>Sensor readings of the last physics step, shape (nsensordata,).</summary>
    public ReadOnlySpan<double> Sensors => _data.Sensordata;

    /// <summary>
    /// Damping of every degree of freedom in N·s/m or N·m·s, shape (nv,), of the copy of the model that is stepped. No part
    /// of the state: a task that turns locks sets it before every step.
    /// </summary>
    public Span<double> DofDamping => _data.Model.EditDoubles("dof_damping");

    /// <summary>Length of the vector of <see cref="GetState"/>.</summary>
    public int StateSize => _data.StateSize;

    /// <summary>Copies out everything that decides the future: time, positions, velocities, controls, warm start.</summary>
    public void GetState(Span<double> state) => _data.GetState(state);

    /// <summary>Copies such a vector back in.</summary>
    public void SetState(ReadOnlySpan<double> state) => _data.SetState(state);

    /// <summary>Back to the model's initial state, at time 0.</summary>
    public void Reset() => _data.Reset();

    /// <summary>Force in N and torque in N·m on every body in world axes, shape (nbody × 6); they act until they are cleared.</summary>
    public Span<double> AppliedWrenches => _data.XfrcApplied;

    /// <summary>Advances time by whole physics steps with constant controls.</summary>
    /// <exception cref="SimulationFailedException">The simulation diverged, or the engine ran out of room for contacts.</exception>
    public void Step(int count)
    {
        // The contact solver starts from the last acceleration; forgetting it makes the step a function of
        // (qpos, qvel, action) alone, so that a stored row can be replayed to the bit.
        _data.QaccWarmstart.Clear();
        _preparation?.Prepare(_data.Qpos, _data.Qvel, count * Timestep);
        _data.Step(count);
        foreach (var warning in Fatal)
            if (_data.Warnings(warning) > 0)
                throw Diverged(warning);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _data.Model.Dispose();
        Model.Dispose();
    }

    private static MjModel Compile(string mjcf)
    {
        try
        {
            MuJoCoLibrary.Load();
            return MjModel.FromXml(mjcf);
        }
        catch (MuJoCoException e)
        {
            throw new HiqlException($"MuJoCo: {e.Message}", e);
        }
    }

    private SimulationFailedException Diverged(MjWarning warning) => new(
        $"the simulation failed ({warning} at {Time:0.###} s): {MuJoCoLibrary.LastWarning}; check that the actions are finite and in bounds");
}
