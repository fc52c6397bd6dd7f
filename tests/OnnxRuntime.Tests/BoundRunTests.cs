using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HiqlRobotics.Tests.OnnxRuntime;

public sealed class BoundRunTests
{
    [Fact]
    public void Native_library_is_at_least_1_29()
    {
        var version = Version.Parse(OrtEnv.Instance().GetVersionString());

        Assert.True(version >= new Version(1, 29), $"found {version}");
    }

    [Fact]
    public void Bound_run_computes_the_affine_map()
    {
        using var affine = new AffineSession();
        new float[] { 1, 2, 3 }.CopyTo(affine.Observation, 0);

        affine.Run();

        Assert.Equal([-0.5f, 5.75f], affine.Action);
    }

    [Fact]
    public void Changing_the_pinned_input_changes_the_output()
    {
        using var affine = new AffineSession();
        affine.Run();
        Assert.Equal([0.5f, -1f], affine.Action);
        affine.Observation[1] = 2;

        affine.Run();

        Assert.Equal([1.5f, 7f], affine.Action);
    }

    [Fact]
    public void Batch_axis_is_dynamic()
    {
        using var affine = new AffineSession(batch: 2);
        new float[] { 1, 0, 0, 0, 0, 4 }.CopyTo(affine.Observation, 0);

        affine.Run();

        Assert.Equal([1.5f, -3f, -3.5f, 0f], affine.Action);
    }

    [Fact]
    public void Bound_run_allocates_nothing()
    {
        using var affine = new AffineSession();
        for (var i = 0; i < 100; i++) affine.Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) affine.Run();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Metadata_names_and_shapes_are_read()
    {
        using var affine = new AffineSession();

        var (name, input) = Assert.Single(affine.Session.InputMetadata);

        Assert.Equal("observation", name);
        Assert.Equal([-1, 3], input.Dimensions);
        Assert.Equal(TensorElementType.Float, input.ElementDataType);
        Assert.Equal("action", Assert.Single(affine.Session.OutputMetadata).Key);
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        var model = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "affine.onnx"));

        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(model[..(model.Length / 2)]));
    }
}
