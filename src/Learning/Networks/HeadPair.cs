using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>What the two value heads say, each of shape (batch,).</summary>
/// <param name="First">V1.</param>
/// <param name="Second">V2.</param>
public readonly record struct HeadPair(Tensor First, Tensor Second)
{
    /// <summary>V̄ = (V1 + V2)/2.</summary>
    public Tensor Mean => (First + Second) * 0.5;

    /// <summary>Rows <paramref name="start"/>…<paramref name="start"/> + <paramref name="count"/> − 1 of both.</summary>
    public HeadPair Rows(long start, long count) => new(First.narrow(0, start, count), Second.narrow(0, start, count));
}
