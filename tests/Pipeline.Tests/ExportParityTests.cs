using HiqlRobotics.Control;
using HiqlRobotics.Learning.Export;
using HiqlRobotics.Testing;
using HiqlRobotics.Tests.Learning;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What the learner writes is what the controller computes: real bundles through the real loader.</summary>
public sealed class ExportParityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, Activation.GeluErf, true, false, GoalRepOrder.ObservationThenGoal)]
    [InlineData(true, Activation.GeluTanh, true, true, GoalRepOrder.ObservationThenGoal)]
    [InlineData(true, Activation.Relu, false, true, GoalRepOrder.GoalThenObservation)]
    [InlineData(false, Activation.GeluErf, true, true, GoalRepOrder.ObservationThenGoal)]
    public void A_written_bundle_replays_its_probes_in_the_controller(
        bool hierarchical, Activation activation, bool norm, bool standardize, GoalRepOrder order)
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Networks(hierarchical, activation, norm, standardize, order)));

        using var bundle = ControllerBundle.Load(path);

        Assert.InRange(bundle.MaxAbsError, 0, 5e-6);
        Assert.Equal(hierarchical, bundle.Manager is not null);
        Assert.NotNull(bundle.Value);
    }

    [Fact]
    public void A_bundle_of_networks_that_read_products_replays_its_probes()
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Products()));

        using var bundle = ControllerBundle.Load(path);

        Assert.InRange(bundle.MaxAbsError, 0, 5e-6);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(ExportSamples.StateDim, true)]
    [InlineData(ExportSamples.StateDim, false)]
    public void A_bundle_of_raw_subgoals_replays_its_probes_and_finds_the_landmark_it_means(int width, bool standardize)
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Slices(width, standardize)));

        using var bundle = ControllerBundle.Load(path);

        Assert.InRange(bundle.MaxAbsError, 0, 5e-6);
        var landmark = bundle.Landmarks.Slice(3 * ExportSamples.StateDim, ExportSamples.StateDim);
        Assert.Equal(new SubgoalMatch(3, 1), SubgoalLocator.For(bundle)!.Locate(bundle.Landmarks[..ExportSamples.StateDim], landmark[..width]));
    }
}
