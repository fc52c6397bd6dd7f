using HiqlRobotics.Engines.Torch;
using HiqlRobotics.Learning.Tests.Support;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class CudaGraphTests
{
    [Fact]
    public void Where_nothing_can_be_recorded_the_work_does_not_run()
    {
        var runs = 0;
        try
        {
            using var graph = CudaGraph.Record(() => runs++);
            Assert.True(CudaGraph.IsSupported);
        }
        catch (NotSupportedException)
        {
            Assert.False(CudaGraph.IsSupported);
            Assert.Equal(0, runs);
        }
    }

    [CudaTheory]
    [InlineData(1f, 10f, 11f)]
    public void A_replay_reads_what_was_written_since(float first, float second, float sum)
    {
        using var scope = NewDisposeScope();
        var (input, output) = (zeros(3, device: CUDA), zeros(3, device: CUDA));
        output.add_(input);
        using var graph = CudaGraph.Record(() => output.add_(input));
        Assert.Equal([0f, 0f, 0f], output.cpu().data<float>().ToArray());

        FusedOps.Write(input, [first, first, first]);
        graph.Replay();
        FusedOps.Write(input, [second, second, second]);
        graph.Replay();

        Assert.Equal([sum, sum, sum], output.cpu().data<float>().ToArray());
    }

    [Fact]
    public void Write_overwrites_the_tensor_and_leaves_the_source_free()
    {
        using var scope = NewDisposeScope();
        var (longs, floats) = (zeros(2, 2, dtype: int64), zeros(3));
        long[] rows = [4, 5, 6, long.MaxValue];
        FusedOps.Write(longs, rows);
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

        Assert.Contains("2 values of Float32 do not fill a tensor of 3 Float32", Assert.Throws<ArgumentException>(() => FusedOps.Write(target, [1f, 2f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FusedOps.Write(target, [1L, 2L, 3L]));
        Assert.Throws<ArgumentException>(() => FusedOps.Write(zeros(3, dtype: int32), [1f, 2f, 3f]));
    }
}
