using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Normal noise on actions, drawn from a stream of the episode, so that it can be wound back too.</summary>
internal sealed class ActionNoise(ArraySpec action)
{
    private RandomStream _stream = new(0, Name);

    private const string Name = "control_noise";

    /// <summary>Bytes of a saved state.</summary>
    public static int StateBytes => sizeof(double) + (RandomStream.StateWords * sizeof(ulong));

    /// <summary>Standard deviation in the action's units; 0 for none.</summary>
    public double Deviation { get; private set; }

    /// <exception cref="InputException">Negative.</exception>
    public void Set(double deviation) => Deviation = deviation >= 0 ? deviation
        : throw new InputException($"noise: expected a standard deviation of 0 or more, found {deviation:g}");

    /// <summary>A new episode: its draws depend on its seed alone.</summary>
    public void Reset(ulong episodeSeed) => _stream = new RandomStream(episodeSeed, Name);

    /// <summary>Adds noise and clips to the bounds; without noise nothing is drawn.</summary>
    public void Apply(Span<float> values)
    {
        if (Deviation == 0)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp((float)(values[i] + (Deviation * _stream.NextGaussian())), action.Minimum[i], action.Maximum[i]);
    }

    public void SaveState(ref StateWriter state)
    {
        state.Write(Deviation);
        _stream.CopyStateTo(state.Take<ulong>(RandomStream.StateWords));
    }

    public void RestoreState(ref StateReader state)
    {
        Deviation = state.Read<double>();
        _stream.State = state.Take<ulong>(RandomStream.StateWords).ToArray();
    }
}
