using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class FusedAdamTests
{
    [Fact]
    public void Two_steps_match_the_hand_worked_ones()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1f, -2f }));
        using var adam = new FusedAdam([parameter]);
        double[] expected = [1, -2], first = [0, 0], second = [0, 0];

        for (var step = 1; step <= 2; step++)
        {
            double[] gradient = [0.5 * step, -3.0];
            parameter.grad = tensor(gradient, dtype: float32);
            adam.Step(0.1);
            for (var i = 0; i < 2; i++)
            {
                first[i] = (0.9 * first[i]) + (0.1 * gradient[i]);
                second[i] = (0.999 * second[i]) + (0.001 * gradient[i] * gradient[i]);
                var mean = first[i] / (1 - Math.Pow(0.9, step));
                var square = second[i] / (1 - Math.Pow(0.999, step));
                expected[i] -= 0.1 * mean / (Math.Sqrt(square) + 1e-8);
            }
        }

        Assert.Equal(expected[0], parameter[0].item<float>(), 5);
        Assert.Equal(expected[1], parameter[1].item<float>(), 5);
        Assert.Equal(2, adam.StepCount);
        Assert.Equal(second[1], adam.SecondMoments[0][1].item<float>(), 6);
    }

    [Fact]
    public void Many_steps_follow_the_plain_optimiser()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var start = randn(77, 13);
        var fusedParameter = new Parameter(start.clone());
        var plainParameter = new Parameter(start.clone());
        using var fused = new FusedAdam([fusedParameter]);
        using var plain = optim.Adam([plainParameter], lr: 3e-3, beta2: 0.999);

        for (var step = 0; step < 50; step++)
        {
            fusedParameter.grad = plainParameter.grad = randn(77, 13);
            fused.Step(3e-3);
            plain.step();
        }

        Assert.True(fusedParameter.allclose(plainParameter, rtol: 1e-5, atol: 1e-6));
    }

    [Fact]
    public void Tensors_that_no_kernel_fits_are_stepped_as_the_others_are()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[] floats = [.. Enumerable.Range(2, 3).Select(width => new Parameter(randn(width, 3)))];
        Parameter[] mixed = [new(floats[0].to_type(ScalarType.Float64)), new(floats[1].detach().clone()), new(floats[2].to_type(ScalarType.Float64))];
        using var plain = new FusedAdam(floats) { SkipNaN = true };
        using var adam = new FusedAdam(mixed) { SkipNaN = true };

        for (var step = 0; step < 20; step++)
        {
            for (var i = 0; i < floats.Length; i++)
            {
                var gradient = randn(floats[i].shape);
                gradient[0, 1] = tensor(float.NaN);
                // The last parameter is left out of every other step.
                floats[i].grad = i == 2 && step % 2 == 1 ? null : gradient;
                mixed[i].grad = i == 2 && step % 2 == 1 ? null : gradient.to_type(mixed[i].dtype);
            }
            plain.Step(3e-3);
            adam.Step(3e-3);
        }

        for (var i = 0; i < floats.Length; i++)
        {
            Assert.True(floats[i].allclose(mixed[i].to_type(ScalarType.Float32), rtol: 1e-5, atol: 1e-6));
            Assert.True(plain.SecondMoments[i].allclose(adam.SecondMoments[i].to_type(ScalarType.Float32), rtol: 1e-5, atol: 1e-9));
        }
    }

    [Fact]
    public void NaN_gradients_can_be_skipped_and_otherwise_show()
    {
        using var scope = NewDisposeScope();
        var careful = new Parameter(ones(3));
        var plain = new Parameter(ones(3));
        careful.grad = plain.grad = tensor(new[] { 1f, float.NaN, 1f });
        using var skipping = new FusedAdam([careful]) { SkipNaN = true };
        using var showing = new FusedAdam([plain]);

        skipping.Step(0.5);
        showing.Step(0.5);

        Assert.Equal([0.5f, 1f, 0.5f], careful.data<float>().ToArray());
        Assert.True(float.IsNaN(plain[1].item<float>()));
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(4));
        using var adam = new FusedAdam([parameter]);
        parameter.grad = ones(2);

        var error = Assert.Throws<ExternalException>(() => adam.Step(1));

        Assert.Contains("a parameter of [4] cannot be stepped by a gradient of [2]", error.Message);
        Assert.Equal(4.0, parameter.sum().ToDouble());
    }

    [Fact]
    public void A_restored_state_continues_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        var parameter = new Parameter(randn(1000));
        using var adam = new FusedAdam([parameter]);
        parameter.grad = randn(1000);
        adam.Step(0.01);

        var copy = new Parameter(parameter.detach().clone());
        using var restored = new FusedAdam([copy]) { StepCount = adam.StepCount };
        restored.FirstMoments[0].bytes = adam.FirstMoments[0].bytes;
        restored.SecondMoments[0].bytes = adam.SecondMoments[0].bytes;
        parameter.grad = copy.grad = randn(1000);
        adam.Step(0.01);
        restored.Step(0.01);

        Assert.True(parameter.bytes.SequenceEqual(copy.bytes));
    }

    [Fact]
    public void Cleared_gradients_are_gone_and_skipped()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(4));
        using var adam = new FusedAdam([parameter]);
        parameter.sum().backward();

        adam.ZeroGrad();
        adam.Step(1);

        Assert.Null(parameter.grad);
        Assert.Equal(4.0, parameter.sum().ToDouble());
    }

    [Fact]
    public void Polyak_mixes_every_pair()
    {
        using var scope = NewDisposeScope();
        Tensor[] targets = [zeros(5), full(3, 2.0)];
        Tensor[] sources = [ones(5), full(3, 6.0)];

        FusedOps.Polyak(targets, sources, 0.25);

        Assert.Equal(0.25f, targets[0][4].item<float>());
        Assert.Equal(3f, targets[1][0].item<float>());
        Assert.Throws<ArgumentException>(() => FusedOps.Polyak(targets, [ones(5)], 0.5));
    }

    [Fact]
    public void Polyak_mixes_pairs_that_no_kernel_fits_beside_those_that_one_does()
    {
        using var scope = NewDisposeScope();
        var rows = zeros(4, 2);
        Tensor[] targets = [zeros(5, dtype: ScalarType.Float64), full(3, 2.0), rows.t()];
        Tensor[] sources = [ones(5, dtype: ScalarType.Float64), full(3, 6.0), full([2, 4], 8.0)];

        FusedOps.Polyak(targets, sources, 0.25);

        Assert.Equal(0.25, targets[0][4].item<double>());
        Assert.Equal(3f, targets[1][0].item<float>());
        Assert.Equal(2f, rows[3, 1].item<float>());
    }
}
