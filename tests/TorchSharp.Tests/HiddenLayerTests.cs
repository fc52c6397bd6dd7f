using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class HiddenLayerTests
{
    public static TheoryData<Activation, bool, int, int> Shapes()
    {
        var data = new TheoryData<Activation, bool, int, int>();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var normed in new[] { false, true })
            {
                data.Add(activation, normed, 256, 128);
                data.Add(activation, normed, 37, 45);
                data.Add(activation, normed, 1, 3);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_gradients_match_the_composed_definition_in_double(Activation activation, bool normed, int batch, int width)
    {
        using var scope = NewDisposeScope();
        var inputs = Layer(batch, 29, width, normed, seed: 11);
        var wide = inputs.Select(input => input?.detach().to(float64).requires_grad_()).ToArray();

        var actual = Apply(FusedOps.HiddenLayer, inputs, activation);
        var expected = Apply(ComposedOps.HiddenLayer, wide, activation);
        var weights = randn(batch, width);
        (actual * weights).sum().backward();
        (expected * weights.to(float64)).sum().backward();

        AssertClose(expected, actual, 1e-6);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is { } input)
            {
                AssertClose(wide[i]!.grad!, input.grad!, 5e-6);
            }
        }
    }

    [Theory]
    [InlineData(Activation.GeluErf)]
    [InlineData(Activation.GeluTanh)]
    public void Activations_stay_within_float_accuracy_over_the_whole_line(Activation activation)
    {
        using var scope = NewDisposeScope();
        var points = linspace(-20, 20, 400_001, dtype: float64).to(float32).reshape(-1, 1);
        Tensor[] identity = [points, ones(1, 1), zeros(1)];

        using var noGrad = no_grad();
        var actual = FusedOps.HiddenLayer(identity[0], identity[1], identity[2], null, null, activation);
        var expected = ComposedOps.HiddenLayer(
            points.to(float64), ones(1, 1, float64), zeros(1, float64), null, null, activation, 0);

        var error = ((actual.to(float64) - expected).abs() / expected.abs().clamp(min: 1.0)).max().item<double>();
        Assert.InRange(error, 0, 2e-7);
        Assert.InRange(actual[0, 0].item<float>(), -1e-30f, 0f);
        Assert.Equal(20f, actual[-1, 0].item<float>());
    }

    [Fact]
    public void Gradients_match_finite_differences()
    {
        using var scope = NewDisposeScope();
        var inputs = Layer(5, 4, 16, normed: true, seed: 5);
        Apply(FusedOps.HiddenLayer, inputs, Activation.GeluErf).square().sum().backward();
        var analytic = inputs[0]!.grad!.to(float64);

        using var noGrad = no_grad();
        var wide = inputs.Select(input => input!.detach().to(float64)).ToArray();
        for (var i = 0; i < 4; i++)
        {
            var numeric = (Loss(wide, i, 1e-6) - Loss(wide, i, -1e-6)) / 2e-6;
            Assert.Equal(numeric, analytic[2, i].item<double>(), 4);
        }
    }

    [Fact]
    public void Same_inputs_give_the_same_bits()
    {
        using var scope = NewDisposeScope();
        var first = Layer(513, 64, 96, normed: true, seed: 3);
        var second = Layer(513, 64, 96, normed: true, seed: 3);

        Apply(FusedOps.HiddenLayer, first, Activation.GeluTanh).sum().backward();
        Apply(FusedOps.HiddenLayer, second, Activation.GeluTanh).sum().backward();

        for (var i = 0; i < first.Length; i++)
        {
            Assert.True(first[i]!.grad!.bytes.SequenceEqual(second[i]!.grad!.bytes));
        }
    }

    [Fact]
    public void Without_gradients_the_values_are_the_same_and_no_graph_is_kept()
    {
        using var scope = NewDisposeScope();
        var inputs = Layer(64, 8, 48, normed: true, seed: 9);
        var recorded = Apply(FusedOps.HiddenLayer, inputs, Activation.GeluErf);

        using var noGrad = no_grad();
        var plain = Apply(FusedOps.HiddenLayer, inputs, Activation.GeluErf);

        Assert.False(plain.requires_grad);
        Assert.True(recorded.requires_grad);
        Assert.True(plain.bytes.SequenceEqual(recorded.bytes));
    }

    [Fact]
    public void An_input_that_wants_no_gradient_gets_none()
    {
        using var scope = NewDisposeScope();
        var inputs = Layer(8, 4, 16, normed: true, seed: 2);
        inputs[0]!.requires_grad = false;

        Apply(FusedOps.HiddenLayer, inputs, Activation.Relu).sum().backward();

        Assert.Null(inputs[0]!.grad);
        Assert.NotNull(inputs[1]!.grad);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(
            () => FusedOps.HiddenLayer(ones(2, 3), ones(4, 5), ones(4), null, null, Activation.Relu));

        Assert.Contains("cannot take an input of [2, 3]", error.Message, StringComparison.Ordinal);
    }

    private static double Loss(Tensor[] inputs, int column, double shift)
    {
        var input = inputs[0].clone();
        input[2, column] = input[2, column] + shift;
        return ComposedOps.HiddenLayer(input, inputs[1], inputs[2], inputs[3], inputs[4], Activation.GeluErf, 1e-6)
            .square().sum().item<double>();
    }

    private static Tensor?[] Layer(int batch, int fanIn, int width, bool normed, long seed)
    {
        manual_seed(seed);
        return
        [
            randn(batch, fanIn, requires_grad: true),
            (randn(width, fanIn) / Math.Sqrt(fanIn)).detach().requires_grad_(),
            randn(width, requires_grad: true),
            normed ? (1 + (0.1 * randn(width))).detach().requires_grad_() : null,
            normed ? randn(width, requires_grad: true) : null,
        ];
    }

    private static Tensor Apply(
        Func<Tensor, Tensor, Tensor, Tensor?, Tensor?, Activation, double, Tensor> layer, Tensor?[] inputs, Activation activation)
        => layer(inputs[0]!, inputs[1]!, inputs[2]!, inputs[3], inputs[4], activation, 1e-6);

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        var error = ((expected - actual.to(float64)).abs() / expected.abs().max().clamp(min: 1.0)).max().item<double>();
        Assert.InRange(error, 0, tolerance);
    }
}
