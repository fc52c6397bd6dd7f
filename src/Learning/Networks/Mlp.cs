using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// Dense → activation → LayerNorm for every hidden layer, Dense at the end (OGBench <c>impls/utils/networks.py</c>).
/// Weights have shape (out, in) and are initialised Glorot-uniform, biases are 0.
/// </summary>
public sealed class Mlp : IDisposable
{
    /// <summary>ε of every LayerNorm (Flax's default).</summary>
    public const double NormEpsilon = 1e-6;

    private readonly List<Dense> _layers = [];
    private readonly Tensor? _inputScale;
    private readonly Tensor? _left;
    private readonly Tensor? _right;

    /// <summary>A freshly initialised network.</summary>
    /// <param name="shape">Widths, activation and normalisation.</param>
    /// <param name="finalScale">Variance scale of the last layer: 1, or 0.01 for actors.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="inputScale">Constant factors on the inputs, shape (inputs,); null for 1. Folded into the weights at export.</param>
    /// <param name="products">Pairs of inputs whose product the first layer reads too; null for none.</param>
    public Mlp(
        MlpShape shape, double finalScale, RandomStream random, Device device, float[]? inputScale = null, InputProducts? products = null)
    {
        Shape = shape;
        InputScale = inputScale;
        Products = products;
        _inputScale = inputScale is null ? null : tensor(inputScale, device: device).DetachFromDisposeScope();
        if (products is not null)
        {
            _left = tensor(products.Left, device: device).DetachFromDisposeScope();
            _right = tensor(products.Right, device: device).DetachFromDisposeScope();
        }
        var inputs = shape.Inputs + (products?.Count ?? 0);
        foreach (var width in shape.Hidden)
        {
            _layers.Add(new Dense(inputs, width, 1.0, shape.LayerNorm, random, device));
            inputs = width;
        }
        _layers.Add(new Dense(inputs, shape.Outputs, finalScale, layerNorm: false, random, device));
    }

    /// <summary>Widths, activation and normalisation.</summary>
    public MlpShape Shape { get; }

    /// <summary>Constant factors on the inputs, shape (inputs,); null for 1.</summary>
    public IReadOnlyList<float>? InputScale { get; }

    /// <summary>Pairs of inputs whose product the first layer reads too; null for none.</summary>
    public InputProducts? Products { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Dense> Layers => _layers;

    /// <summary>All parameters, layer by layer.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters("").Select(named => named.Tensor);

    /// <summary>All parameters as <c>prefix.layer.weight</c> and so on, in a fixed order.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters(string prefix) =>
        _layers.SelectMany((layer, i) => layer.NamedParameters($"{prefix}.{i}"));

    /// <summary>Shape (batch, inputs) → (batch, outputs).</summary>
    /// <param name="input">What the first layer reads, before its factors.</param>
    /// <param name="frozen">Whether gradients pass through to the input without reaching the parameters.</param>
    public Tensor Forward(Tensor input, bool frozen = false)
    {
        var hidden = _inputScale is null ? input : input * _inputScale;
        if (_left is not null)
            hidden = cat([hidden, input.index_select(1, _left) * input.index_select(1, _right!)], 1);
        for (var i = 0; i < _layers.Count - 1; i++)
            hidden = _layers[i].Hidden(hidden, Shape.Activation, frozen);
        return _layers[^1].Linear(hidden, frozen);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _layers.ForEach(layer => layer.Dispose());
        _inputScale?.Dispose();
        _left?.Dispose();
        _right?.Dispose();
    }
}

/// <summary>What a network looks like, without its weights.</summary>
/// <param name="Inputs">Width of the input.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Outputs">Width of the output.</param>
/// <param name="Activation">Of the hidden layers.</param>
/// <param name="LayerNorm">Whether hidden layers are normalised after their activation.</param>
public sealed record MlpShape(int Inputs, IReadOnlyList<int> Hidden, int Outputs, Activation Activation, bool LayerNorm);
