namespace HiqlRobotics.Engines.Torch;

/// <summary>The nonlinearity between a hidden layer's matrix product and its normalisation.</summary>
public enum Activation
{
    /// <summary>x · Φ(x) with the exact normal distribution.</summary>
    GeluErf,

    /// <summary>x · σ(2√(2/π)(x + 0.044715 x³)), JAX's and OGBench's default.</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
