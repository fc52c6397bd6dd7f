using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class CudaGraphTests
{
    [Fact]
    public void Recording_is_refused_before_the_work_runs_or_replays_on_new_inputs()
    {
        if (CudaGraph.IsSupported)
            Replays();
        else
            Assert.Throws<ExternalException>(() => CudaGraph.Record(() => Assert.Fail("the work ran")));
    }

    [Fact]
    public void Write_overwrites_the_tensor_and_leaves_the_source_free()
    {
        using var scope = NewDisposeScope();
        var (longs, floats) = (zeros(2, 2, dtype: int64), zeros(3));
        long[] rows = [4, 5, 6, long.MaxValue];
        FusedOps.Write<long>(longs, rows);
        rows[0] = 0;
        FusedOps.Write(floats, [1f, float.NaN, -2f]);

        Assert.Equal([4, 5, 6, long.MaxValue], longs.data<long>().ToArray());
        Assert.Equal([1f, float.NaN, -2f], floats.data<float>().ToArray());
    }

    [Fact]
    public void Write_names_what_does_not_fit()
    {
        using var scope = NewDisposeScope();
        var target = zeros(3);

        Assert.Contains("2 values of Single do not fill a tensor of 3 Float32", Assert.Throws<ArgumentException>(() => FusedOps.Write(target, [1f, 2f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FusedOps.Write(target, [1L, 2L, 3L]));
    }

    private static void Replays()
    {
        using var scope = NewDisposeScope();
        var (input, output) = (zeros(3, device: CUDA), zeros(3, device: CUDA));
        using var graph = CudaGraph.Record(() => output.add_(input));
        Assert.Equal([0f, 0f, 0f], output.cpu().data<float>().ToArray());

        FusedOps.Write(input, [1f, 2f, 3f]);
        graph.Replay();
        FusedOps.Write(input, [10f, 20f, 30f]);
        graph.Replay();

        Assert.Equal([11f, 22f, 33f], output.cpu().data<float>().ToArray());
    }
}
