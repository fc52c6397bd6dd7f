using MuJoCo.Externs;

namespace MuJoCo;

/// <summary>Read-only view of a model's <c>mjOption</c>; settings are written in the MJCF.</summary>
public readonly struct MjOptions
{
    private readonly MjModel _model;

    internal MjOptions(MjModel model) => _model = model;

    /// <summary>Physics timestep in seconds.</summary>
    public double Timestep => Double("timestep");

    /// <summary>Gravity, 3 values in m/s².</summary>
    public ReadOnlySpan<double> Gravity => FieldTable.Option.Span<double>("gravity", _model.OptionAddress, 0, 0);

    /// <summary>Integrator number (0 Euler, 1 RK4, 2 implicit).</summary>
    public int Integrator => Int("integrator");

    /// <summary>Largest number of solver iterations.</summary>
    public int Iterations => Int("iterations");

    public int DisableFlags => Int("disableflags");

    public int EnableFlags => Int("enableflags");

    /// <summary>Any scalar of <c>mjOption</c> that is a double, by its C name.</summary>
    public double Double(string name) => FieldTable.Option.Span<double>(name, _model.OptionAddress, 0, 0)[0];

    /// <summary>Any scalar of <c>mjOption</c> that is an int, by its C name.</summary>
    public int Int(string name) => FieldTable.Option.Integer(name, _model.OptionAddress);
}
