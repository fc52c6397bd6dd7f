using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class TensorTests
{
    [Fact]
    public void Arithmetic_follows_broadcasting_and_scalars()
    {
        using var scope = NewDisposeScope();
        var left = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        var right = tensor(new float[] { 10, 20 });

        var result = (2 * left) + right - 1;

        Assert.Equal([11f, 23f, 15f, 27f], result.data<float>().ToArray());
        Assert.Equal([0.5f, 0.25f], (1 / tensor(new float[] { 2, 4 })).data<float>().ToArray());
        Assert.Equal([-9f, -19f], (1 - right).data<float>().ToArray());
    }

    [Fact]
    public void Integers_stay_integers_next_to_integer_scalars()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, (arange(3) + 1).dtype);
        Assert.Equal(ScalarType.Float32, (arange(3) + 1.5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 7L, int64).mul(3).dtype);
        Assert.Equal(7L, tensor(7L).ToInt64());
        Assert.True(tensor(true).ToBoolean());
    }

    [Fact]
    public void In_place_operators_return_the_same_object()
    {
        using var scope = NewDisposeScope();
        var values = zeros(3);

        Assert.Same(values, values.add_(1).mul_(3).sub_(ones(3)).div_(2));
        Assert.Equal([1f, 1f, 1f], values.data<float>().ToArray());
        Assert.Same(values, values.lerp_(full(3, 5.0f), tensor(0.25f)));
        Assert.Equal(2f, values[0].item<float>());
    }

    [Fact]
    public void Indexing_reads_and_writes_slices_ellipses_and_index_tensors()
    {
        using var scope = NewDisposeScope();
        var grid = arange(24, dtype: float32).reshape(2, 3, 4);

        Assert.Equal([2L, 4L], grid[TensorIndex.Colon, 1].shape);
        Assert.Equal([3f, 7f, 11f], grid[0, TensorIndex.Colon, 3].data<float>().ToArray());
        Assert.Equal([2L, 3L], grid[TensorIndex.Ellipsis, -1].shape);
        Assert.Equal([1L, 2L, 3L, 2L], grid[TensorIndex.Null, TensorIndex.Ellipsis, TensorIndex.Slice(0, 4, 2)].shape);
        Assert.Equal([12L, 12L], new[] { grid[1].numel(), grid.narrow(0, 1, 1).numel() });
        Assert.Equal([20f, 8f], grid[tensor(new long[] { 1, 0 }), tensor(new long[] { 2, 2 })][TensorIndex.Colon, 0].data<float>().ToArray());

        grid[0, TensorIndex.Slice(1)] = zeros(2, 4);
        grid[TensorIndex.Colon, 0] = ones(2, 4);

        Assert.Equal(8.0, grid[TensorIndex.Colon, 0].sum().ToDouble());
        Assert.Equal(8.0, grid[0].sum().ToDouble() + grid[1, 0].sum().ToDouble());
    }

    [Fact]
    public void Reductions_reach_dimensions_and_pairs()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new double[,] { { 1, 5, 3 }, { 4, 2, 6 } });

        Assert.Equal(21.0, values.sum().item<double>());
        Assert.Equal([9.0, 12.0], values.sum(1).data<double>().ToArray());
        Assert.Equal([2.5, 3.5, 4.5], values.mean([0]).data<double>().ToArray());
        Assert.Equal([1L, 2L], values.max(1).indexes.data<long>().ToArray());
        Assert.Equal(Math.Sqrt(3.5), values.std().item<double>(), 12);
        Assert.Equal(Math.Sqrt(91), values.norm().item<double>(), 12);
        Assert.Equal([5.0, 6.0], values.topk(1).values.squeeze(1).data<double>().ToArray());
    }

    [Fact]
    public void Accessor_reads_and_writes_through_strides()
    {
        using var scope = NewDisposeScope();
        var turned = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }).t();

        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], turned.data<float>().ToArray());
        turned.data<float>().CopyFrom([9f, 8f]);
        Assert.Equal([9f, 8f, 2f, 5f, 3f, 6f], [.. turned.data<float>()]);
        Assert.Equal(6f, turned.data<float>()[2, 1]);
        Assert.Throws<ArgumentException>(() => turned.data<double>());
    }

    [Fact]
    public void Native_errors_become_external_exceptions_with_libtorch_words()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));

        Assert.Contains("shapes cannot be multiplied", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_can_be_shared_instead_of_copied()
    {
        using var scope = NewDisposeScope();
        var values = new float[] { 1, 2, 3 };

        from_array(values).mul_(2);

        Assert.Equal([2f, 4f, 6f], values);
    }

    [Fact]
    public void Seeds_repeat_draws()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var first = randn(5);
        random.manual_seed(7);

        Assert.True(first.Equals(randn(5)));
        Assert.Equal(rand(4, generator: new Generator(3)), rand(4, generator: new Generator(3)));
        Assert.True(randint(3, 9, [100]).ge(3).all().item<bool>());
    }
}
