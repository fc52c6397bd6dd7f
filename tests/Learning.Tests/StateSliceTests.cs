using static TorchSharp.torch;

namespace HiqlRobotics.Learning.Tests;

/// <summary>A subgoal that is a part of the state, against the encoding it has to agree with.</summary>
public sealed class StateSliceTests
{
    private static readonly ObservationScaling Scaling = new([1f, -2f, 0.5f], [2f, 4f, 0.5f], PositionBands: 2);
    private static readonly float[] State = [3f, 1f, 0.25f, -1f, 5f, 1.5f], Goal = [7f, -3f, 2f, 0f, 0f, 0f];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_goal_is_seen_as_its_slice_would_be_encoded(int width)
    {
        using var scope = NewDisposeScope();
        using var slice = new StateSlice(Scaling, width, CPU);

        var seen = slice.Forward(Encoded(State), Encoded(Goal)).contiguous().data<float>().ToArray();

        float[] raw = [.. Goal.Where((_, place) => place % 3 < width)];
        Assert.Equal(Scaling.Slice(width).Encode(raw), seen);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_manager_learns_the_difference_gives_out_the_state_it_leads_to_and_the_worker_reads_the_difference_again(int width)
    {
        using var scope = NewDisposeScope();
        using var slice = new StateSlice(Scaling, width, CPU);
        var (s, target) = (Encoded(State), Encoded(Goal));

        var difference = slice.Regressand(s, target, slice.Forward(s, target));
        var subgoal = slice.Subgoal(s, difference);

        Assert.Equal((7f - 3f) / 2f, difference.data<float>()[0], 5);
        Assert.Equal(difference.data<float>().ToArray(), slice.ForWorker(s, slice.Encode(subgoal)).contiguous().data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(width, slice.WorkerDim);
        float[] raw = [.. Goal.Where((_, place) => place % 3 < width)];
        Assert.Equal(raw, subgoal.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(slice.Forward(s, target).contiguous().data<float>().ToArray(), slice.Encode(subgoal).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Nothing_of_it_is_learned()
    {
        using var slice = new StateSlice(Scaling, 2, CPU);
        Assert.Empty(slice.NamedParameters());
    }

    private static Tensor Encoded(float[] raw) => tensor(Scaling.Encode(raw), [raw.Length / 3, Scaling.EncodedDim]);
}
