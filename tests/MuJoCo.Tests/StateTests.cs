using System.Runtime.InteropServices;

namespace MuJoCo.Tests;

public sealed class StateTests
{
    [Fact]
    public void Steps_after_a_restore_give_the_same_bits()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        Drive(data, 0, 120);
        double[] saved = new double[data.StateSize];
        data.GetState(saved);
        Drive(data, 120, 200);
        double[] expected = Bits(data);

        Drive(data, 7, 30);
        data.SetState(saved);
        Drive(data, 120, 200);

        Assert.Equal(expected, Bits(data));
    }

    [Fact]
    public void A_state_moves_to_other_data_of_the_same_model()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData first = new(model);
        using MjData second = new(model);
        Drive(first, 0, 150);
        double[] state = new double[first.StateSize];
        first.GetState(state);

        second.SetState(state);
        Drive(first, 150, 100);
        Drive(second, 150, 100);

        Assert.Equal(Bits(first), Bits(second));
    }

    [Fact]
    public void The_state_holds_every_part()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        double[] state = new double[data.StateSize];
        Random numbers = TestNumbers();
        for (int i = 0; i < state.Length; i++)
            state[i] = numbers.NextDouble();

        data.SetState(state);
        double[] back = new double[data.StateSize];
        data.GetState(back);

        Assert.Equal(state, back);
        foreach (double value in (ReadOnlySpan<double>)[
            data.Time, data.Qpos[7], data.Qvel[6], data.Act[0], data.QaccWarmstart[6], data.Ctrl[1],
            data.QfrcApplied[6], data.XfrcApplied[23], data.MocapPos[2], data.MocapQuat[3], data.Userdata[2]])
            Assert.Contains(value, state);
    }

    [Fact]
    public void A_state_of_the_wrong_length_is_refused()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);

        Assert.Throws<ArgumentException>(() => data.SetState(new double[data.StateSize + 1]));
        Assert.Throws<ArgumentException>(() => data.GetState(new double[data.StateSize - 1]));
    }

    [Fact]
    public void Copies_step_alike_and_foreign_data_is_refused()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjModel other = model.Clone();
        using MjData first = new(model);
        using MjData second = new(model);
        using MjData foreign = new(other);
        Drive(first, 0, 100);

        second.CopyFrom(first);
        Drive(first, 100, 100);
        Drive(second, 100, 100);

        Assert.Equal(Bits(first), Bits(second));
        Assert.Throws<ArgumentException>(() => second.CopyFrom(foreign));
    }

    [Fact]
    public void Two_threads_give_the_same_bits()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        double[][] results = new double[4][];

        Parallel.For(0, results.Length, i =>
        {
            using MjData data = new(model);
            Drive(data, 0, 500);
            results[i] = Bits(data);
        });

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Steps_in_one_call_equal_single_steps()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData first = new(model);
        using MjData second = new(model);

        first.Step(25);
        for (int i = 0; i < 25; i++)
            second.Step();

        Assert.Equal(Bits(first), Bits(second));
    }

    [Fact]
    public void Resets_go_to_the_start_or_to_a_keyframe()
    {
        using MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        Drive(data, 0, 50);

        data.Reset();
        Assert.Equal(model.Qpos0.ToArray(), data.Qpos.ToArray());
        Assert.Equal(0, data.Time);

        data.Reset(model.Id(MjObject.Key, "high"));
        Assert.Equal(4, data.Qpos[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Reset(1));
    }

    private static Random TestNumbers()
    {
#pragma warning disable RS0030 // A test's own numbers; this project does not see the product's random streams.
        return new Random(1);
#pragma warning restore RS0030
    }

    private static void Drive(MjData data, int start, int steps)
    {
        for (int i = start; i < start + steps; i++)
        {
            data.Ctrl[0] = Math.Sin(0.1 * i);
            data.Ctrl[1] = Math.Cos(0.07 * i);
            data.MocapPos[0] = 0.01 * i;
            data.Step();
        }
    }

    /// <summary>State, acceleration and poses; doubles compare by value, and none of them is NaN.</summary>
    private static double[] Bits(MjData data)
    {
        double[] state = new double[data.StateSize];
        data.GetState(state);
        double[] all = [.. state, .. data.Qacc, .. data.Xpos, .. data.Sensordata];
        Assert.DoesNotContain(MemoryMarshal.Cast<double, long>(all).ToArray(), static bits => double.IsNaN(BitConverter.Int64BitsToDouble(bits)));
        return all;
    }
}
