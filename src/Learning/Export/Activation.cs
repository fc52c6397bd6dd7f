namespace HiqlRobotics.Learning.Export;

/// <summary>The non-linearity after every hidden layer.</summary>
public enum Activation
{
    /// <summary>x·Φ(x), the exact form; torch's default.</summary>
    GeluErf,

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))); Flax's default, and so OGBench's.</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
