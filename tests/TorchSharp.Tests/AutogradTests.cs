using HiqlRobotics.Engines.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_accumulates_into_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2f, 3f }, requires_grad: true);

        (x * x).sum().backward();
        (3 * x).sum().backward();

        Assert.Equal([7f, 9f], x.grad!.data<float>().ToArray());
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_returns_gradients_without_touching_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3f, requires_grad: true);
        var y = tensor(5f, requires_grad: true);

        var gradients = autograd.grad([x * x * y], [x, y]);

        Assert.Equal([30f, 9f], gradients.Select(gradient => gradient.item<float>()));
        Assert.Null(x.grad);
    }

    [Fact]
    public void Modes_switch_recording_for_their_own_thread_only()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var elsewhere = false;

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            var other = new Thread(() => elsewhere = is_grad_enabled());
            other.Start();
            other.Join();
        }

        Assert.True(elsewhere);
        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void Two_threads_run_disjoint_graphs_at_once_with_the_results_of_one()
    {
        var alone = Enumerable.Range(0, 2).Select(Lane).ToArray();
        var together = new double[2];
        var threads = Enumerable.Range(0, 2).Select(lane => new Thread(() => together[lane] = Lane(lane))).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Threads_can_be_counted_and_set()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }

    private static double Lane(int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var weight = new TorchSharp.Modules.Parameter(randn(32, 32, generator: generator));
        var ones = torch.ones(32);
        var zeros = torch.zeros(32);
        using var adam = new FusedAdam([weight]);
        for (var step = 0; step < 100; step++)
        {
            using var stepScope = NewDisposeScope();
            adam.ZeroGrad();
            var input = randn(64, 32, generator: generator);
            FusedOps.HiddenLayer(input, weight, zeros, ones, zeros, Activation.GeluErf).square().mean().backward();
            adam.Step(1e-2);
        }
        return weight.to(float64).sum().item<double>();
    }
}
