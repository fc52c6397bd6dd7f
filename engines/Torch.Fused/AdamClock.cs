using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

/// <summary>Steps and learning rate of an optimiser in the GPU's memory, where a recorded step reads them anew at every replay.</summary>
internal sealed class AdamClock(Device device) : IDisposable
{
    private double _rate;

    /// <summary>[1], counted by the native step itself.</summary>
    internal Tensor Steps { get; } = zeros(1, device: device).DetachFromDisposeScope();

    /// <summary>[1], the learning rate; write it with <see cref="SetRate"/>.</summary>
    internal Tensor Rate { get; } = zeros(1, device: device).DetachFromDisposeScope();

    internal void SetRate(double rate)
    {
        if (rate == _rate)
        {
            return;
        }
        Rate.fill_(rate);
        _rate = rate;
    }

    public void Dispose()
    {
        Steps.Dispose();
        Rate.Dispose();
    }
}
