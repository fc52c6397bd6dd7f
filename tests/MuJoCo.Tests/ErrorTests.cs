namespace MuJoCo.Tests;

public sealed class ErrorTests
{
    private const int Balls = 12;

    [Fact]
    public void An_engine_error_in_a_step_is_an_exception_and_the_data_can_be_reset()
    {
        using MjModel model = MjModel.FromXml(Models.TooLittleStack(Balls, StackForTheAir()));
        using MjData data = new(model);

        MuJoCoException error = Assert.Throws<MuJoCoException>(() => data.Step(2000));
        Assert.Contains("stack", error.Message, StringComparison.OrdinalIgnoreCase);

        data.Reset();
        data.Step(3);
        Assert.Equal(3 * model.Options.Timestep, data.Time, 1e-12);
    }

    [Fact]
    public void A_restored_state_steps_on_after_an_engine_error()
    {
        using MjModel model = MjModel.FromXml(Models.TooLittleStack(Balls, StackForTheAir()));
        using MjData data = new(model);
        double[] start = new double[data.StateSize];
        data.GetState(start);

        for (int i = 0; i < 20; i++)
        {
            Assert.Throws<MuJoCoException>(() => data.Step(2000));
            data.SetState(start);
        }

        data.Step(3);
        Assert.Equal(3 * model.Options.Timestep, data.Time, 1e-12);
    }

    [Fact]
    public void Errors_on_several_threads_reach_their_own_threads()
    {
        using MjModel weak = MjModel.FromXml(Models.TooLittleStack(Balls, StackForTheAir()));
        using MjModel strong = MjModel.FromXml(Models.Ball);

        Parallel.For(0, 8, i =>
        {
            using MjData data = new(i % 2 == 0 ? weak : strong);
            if (i % 2 == 0)
                Assert.Throws<MuJoCoException>(() => data.Step(2000));
            else
                data.Step(2000);
        });
    }

    [Fact]
    public void Warnings_are_counted_and_not_printed()
    {
        string log = Path.Combine(Environment.CurrentDirectory, "MUJOCO_LOG.TXT");
        using MjModel model = MjModel.FromXml(Models.Unstable);
        using MjData data = new(model);
        long before = MuJoCoLibrary.WarningCount;

        data.Ctrl[0] = 1;
        data.Step();

        Assert.Equal(1, data.Warnings(MjWarning.BadQacc));
        Assert.Equal(0, data.Warnings(MjWarning.BadQpos));
        Assert.True(MuJoCoLibrary.WarningCount > before);
        Assert.Contains("QACC", MuJoCoLibrary.LastWarning, StringComparison.Ordinal);
        Assert.False(File.Exists(log));
        data.Reset();
        Assert.Equal(0, data.Warnings(MjWarning.BadQacc));
    }

    /// <summary>The least stack with which the model still compiles; contacts need more than that.</summary>
    private static int StackForTheAir()
    {
        int low = 10, high = 200_000;
        while (high - low > 100)
        {
            int middle = (low + high) / 2;
            if (Compiles(middle))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static bool Compiles(int stack)
    {
        try
        {
            MjModel.FromXml(Models.TooLittleStack(Balls, stack)).Dispose();
            return true;
        }
        catch (MuJoCoException)
        {
            return false;
        }
    }
}
