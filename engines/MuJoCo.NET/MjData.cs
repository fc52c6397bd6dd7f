using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>
/// One simulation of a model. Not for two threads at once. Spans are valid until <see cref="Dispose"/>; they look
/// straight into the engine's memory, so what they show changes with every step.
/// </summary>
public sealed unsafe partial class MjData : IDisposable
{
    private readonly MjDataHandle _handle;
    private readonly nint _modelAddress;
    private readonly double* _time;
    private readonly int _stateSize;

    public MjData(MjModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _modelAddress = model.Address;
        _handle = DataCalls.Make(model.Handle);
        _time = (double*)FieldTable.Data.Pointer("time", _handle.Address);
        _stateSize = model.StateSize;
        _arrays = new MainArrays(_handle.Address, model);
    }

    public MjModel Model { get; }

    /// <summary>Simulation time in seconds.</summary>
    public double Time
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return *_time;
        }

        set
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            *_time = value;
        }
    }

    /// <summary>Number of contacts found by the last step or forward pass.</summary>
    public int Ncon
    {
        get
        {
            int count = FieldTable.Data.Integer("ncon", Address);
            GC.KeepAlive(this);
            return count;
        }
    }

    internal nint Address => _handle.Address;

    /// <summary>One physics step.</summary>
    /// <exception cref="MuJoCoException">
    /// The engine gave up in the middle of the step; only <see cref="Reset()"/>, <see cref="SetState"/> and
    /// <see cref="CopyFrom"/> make this data usable again.
    /// </exception>
    public void Step() => Step(1);

    /// <summary>Several physics steps with the same controls, in one native call.</summary>
    /// <exception cref="MuJoCoException">As for <see cref="Step()"/>.</exception>
    public void Step(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        StepCalls.Step(_modelAddress, Address, count);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Everything a step computes, without moving on. In MuJoCo 2.2 it still changes later physics (it overwrites the
    /// warm start and normalises quaternions in qpos): call it on a copy if the simulation must not notice.
    /// </summary>
    public void Forward()
    {
        StepCalls.Forward(_modelAddress, Address);
        GC.KeepAlive(this);
    }

    /// <summary>Body, geom and site poses from qpos, nothing else; enough to draw or to read positions.</summary>
    public void Kinematics()
    {
        StepCalls.Kinematics(_modelAddress, Address);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// How a site moves with the joints: velocity = jacobian · qvel. Belongs to the poses of the last
    /// <see cref="Kinematics"/> (or <see cref="Forward"/>).
    /// </summary>
    /// <param name="site">Index of the site.</param>
    /// <param name="translation">Receives that of its position in m, shape (3 × nv).</param>
    /// <param name="rotation">Receives that of its orientation, in world axes, shape (3 × nv).</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void SiteJacobian(int site, Span<double> translation, Span<double> rotation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(site);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(site, SiteXpos.Length / 3);
        int length = 3 * Qvel.Length;
        if (translation.Length != length || rotation.Length != length)
            throw new ArgumentException($"a jacobian of this model has {length} values, not {translation.Length} and {rotation.Length}");
        StepCalls.SiteJacobian(_modelAddress, Address, translation, rotation, site);
        GC.KeepAlive(this);
    }

    /// <summary>Back to the model's initial state; also clears the warning counters.</summary>
    public void Reset()
    {
        DataCalls.Reset(_modelAddress, Address);
        GC.KeepAlive(this);
    }

    /// <summary>Back to one of the model's keyframes.</summary>
    public void Reset(int key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(key, Model.Nkey);
        DataCalls.ResetKeyframe(_modelAddress, Address, key);
        GC.KeepAlive(this);
    }

    /// <summary>Takes over everything from another data of the same model, derived quantities included.</summary>
    public void CopyFrom(MjData source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source._modelAddress != _modelAddress)
            throw new ArgumentException("the data belongs to another model", nameof(source));
        DataCalls.Copy(_modelAddress, Address, source.Address);
        GC.KeepAlive(this);
        GC.KeepAlive(source);
    }

    /// <summary>How often a warning was raised since the last reset.</summary>
    public int Warnings(MjWarning warning)
    {
        int count = Bridge.hmj_warnings(Address, (int)warning);
        GC.KeepAlive(this);
        return count;
    }

    public void Dispose() => _handle.Dispose();
}
