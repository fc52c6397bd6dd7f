using HiqlRobotics.Engines.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

[Collection(nameof(LifetimeGroup))]
public sealed class LifetimeTests
{
    [Fact]
    public void A_scope_frees_what_it_saw_and_spares_what_was_moved_out()
    {
        using var outer = NewDisposeScope();
        Tensor kept;
        Tensor lost;
        Tensor detached;
        using (var inner = NewDisposeScope())
        {
            lost = ones(3);
            kept = (lost + 1).MoveToOuterDisposeScope();
            detached = zeros(2).DetachFromDisposeScope();
            Assert.Equal(1, inner.DisposablesCount);
        }

        Assert.True(lost.IsInvalid);
        Assert.Equal(6.0, kept.sum().ToDouble());
        Assert.False(outer.Contains(detached));
        detached.Dispose();
        Assert.Throws<InvalidOperationException>(() => detached.shape);
    }

    [Fact]
    public void A_training_loop_leaks_no_handle()
    {
        Train(1);
        var before = Tensor.TotalCount;

        Train(50);

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Parameters_live_in_the_scope_of_their_data()
    {
        using var outer = NewDisposeScope();
        var data = ones(2);
        TorchSharp.Modules.Parameter parameter;
        using (NewDisposeScope())
        {
            parameter = new TorchSharp.Modules.Parameter(data);
        }

        Assert.True(data.IsInvalid);
        Assert.False(parameter.IsInvalid);
        Assert.True(outer.Contains(parameter));
    }

    private static void Train(int steps)
    {
        using var outer = NewDisposeScope();
        var weight = new TorchSharp.Modules.Parameter(randn(16, 8));
        using var adam = new FusedAdam([weight]);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            adam.ZeroGrad();
            FusedOps.HiddenLayer(randn(4, 8), weight, zeros(16), null, null, Activation.Relu).sum().backward();
            adam.Step(0.1);
            _ = weight.grad!.norm() + weight[0, TensorIndex.Slice(1, 3)].sum();
        }
    }
}

/// <summary>Runs alone: the live count covers the whole process.</summary>
[CollectionDefinition(nameof(LifetimeGroup), DisableParallelization = true)]
public sealed class LifetimeGroup;
