using System.Runtime.CompilerServices;

namespace MuJoCo.Tests;

/// <summary>One class, so that the leak made on purpose does not fall into another test's count.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Use_after_dispose_throws()
    {
        MjModel model = MjModel.FromXml(Models.Ball);
        MjData data = new(model);
        data.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => data.Step());
        Assert.Throws<ObjectDisposedException>(() => data.Qpos.Length);
        Assert.Throws<ObjectDisposedException>(() => data.Time);
        Assert.Throws<ObjectDisposedException>(() => data.GetState(new double[data.StateSize]));
        Assert.Throws<ObjectDisposedException>(() => model.Nq);
        Assert.Throws<ObjectDisposedException>(() => model.Doubles("body_mass").Length);
        Assert.Throws<ObjectDisposedException>(() => new MjData(model));
    }

    [Fact]
    public void Data_keeps_its_model_alive()
    {
        MjModel model = MjModel.FromXml(Models.Ball);
        using MjData data = new(model);
        model.Dispose();

        data.Step(10);

        Assert.Equal(0.04, data.Time, 1e-12);
    }

    [Fact]
    public void Disposing_twice_is_allowed()
    {
        MjModel model = MjModel.FromXml(Models.Ball);
        model.Dispose();
        model.Dispose();
    }

    [Fact]
    public void A_forgotten_handle_is_recorded_and_a_disposed_one_is_not()
    {
        Collect();
        HandleLeaks.Clear();
        MjModel.FromXml(Models.Ball).Dispose();
        Collect();
        Assert.Equal(0, HandleLeaks.Count);

        Forget();
        Collect();

        Assert.Equal(["mjData", "mjModel"], HandleLeaks.Kinds.Order(StringComparer.Ordinal));
        HandleLeaks.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget() => new MjData(MjModel.FromXml(Models.Ball)).Step();

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
