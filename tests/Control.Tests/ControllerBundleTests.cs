using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class ControllerBundleTests
{
    private static readonly EnvironmentSpec Spec = FakeEnvironment.DefaultSpec;

    [Fact]
    public void A_sound_bundle_loads_and_replays_its_probes()
    {
        using var bundle = ControllerBundle.Load(Bundles.Hierarchical, Spec);

        Assert.InRange(bundle.MaxAbsError, 0, 1e-6);
        Assert.NotNull(bundle.Manager);
        Assert.NotNull(bundle.GoalRep);
        Assert.Equal(18, bundle.Landmarks.Length);
    }

    [Fact]
    public void A_flat_bundle_needs_only_a_worker()
    {
        using var bundle = ControllerBundle.Load(Bundles.Flat, Spec);

        Assert.Null(bundle.Manager);
        Assert.Throws<InputException>(() => bundle.Values([0f, 0f], [1f, 1f]));
        Assert.Throws<InputException>(() => bundle.CreatePolicy(PolicyKind.Hiql));
    }

    [Fact]
    public void Values_are_those_of_the_graph_for_any_number_of_rows()
    {
        using var bundle = Bundles.LoadHierarchical();
        var observations = Enumerable.Range(0, 5000).SelectMany(i => new[] { i, 2f }).ToArray();
        var values = bundle.Values(observations, [3f, 4f]);

        Assert.Equal(5000, values.Length);
        Assert.All(Enumerable.Range(0, 5000), i => Assert.Equal(-0.5f * i + 0.5f + 3f - 6f - 2f, values[i], 1e-3f));
    }

    [Fact]
    public void A_missing_folder_is_named() => Refused("/nowhere/bundle", "no such bundle folder");

    [Theory]
    [InlineData(BundleFiles.Manager)]
    [InlineData(BundleFiles.Worker)]
    [InlineData(BundleFiles.Value)]
    [InlineData(BundleFiles.GoalRep)]
    [InlineData(BundleFiles.Probes)]
    [InlineData(BundleFiles.Landmarks)]
    [InlineData(BundleManifest.FileName)]
    public void One_flipped_byte_names_the_file(string name)
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.FlipByte(name);

        Refused(copy.Folder, name, "sha256", "changed after the export");
    }

    [Theory]
    [InlineData(BundleManifest.FileName)]
    [InlineData(BundleManifest.ChecksumFileName)]
    [InlineData(BundleFiles.Worker)]
    public void A_missing_file_is_named(string name)
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        File.Delete(copy.PathOf(name));

        Refused(copy.Folder, name, "missing");
    }

    [Fact]
    public void Swapped_files_are_seen_by_their_hashes()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.Swap(BundleFiles.Manager, BundleFiles.Worker);

        Refused(copy.Folder, BundleFiles.Manager, "swapped");
    }

    [Fact]
    public void Swapped_files_with_forged_hashes_are_seen_by_their_ports()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.Swap(BundleFiles.Manager, BundleFiles.Worker);
        copy.Rehash();

        Refused(copy.Folder, BundleFiles.Manager, "expected float observation(batch,2), goal(batch,2)", "subgoal");
    }

    [Fact]
    public void Networks_with_the_same_ports_are_told_apart_by_their_probes()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.Swap(BundleFiles.Manager, BundleFiles.GoalRep);
        copy.Rehash();

        Refused(copy.Folder, "probe replay", "manager_subgoal");
    }

    [Fact]
    public void A_NaN_among_the_trainers_outputs_is_no_agreement()
    {
        using var copy = new BundleCopy(Bundles.Flat);
        NpzWriter.Write(copy.PathOf(BundleFiles.Probes), npz =>
        {
            npz.Add(BundleFiles.Observation, [0f, 0f], 1, 2);
            npz.Add(BundleFiles.Goal, [0f, 0f], 1, 2);
            npz.Add("worker_action", [float.NaN, 0f], 1, 2);
        });
        copy.Rehash();

        Refused(copy.Folder, "probe replay", "worker_action");
    }

    [Fact]
    public void A_missing_probe_output_is_named()
    {
        using var copy = new BundleCopy(Bundles.Flat);
        NpzWriter.Write(copy.PathOf(BundleFiles.Probes), npz =>
        {
            npz.Add(BundleFiles.Observation, [0f, 0f], 1, 2);
            npz.Add(BundleFiles.Goal, [0f, 0f], 1, 2);
        });
        copy.Rehash();

        Refused(copy.Folder, BundleFiles.Probes, "worker_action");
    }

    [Fact]
    public void A_graph_that_is_none_is_named()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        AtomicFile.WriteAllText(copy.PathOf(BundleFiles.Worker), "not a graph");
        copy.Rehash();

        Refused(copy.Folder, BundleFiles.Worker, "ONNX Runtime");
    }

    [Fact]
    public void An_unlisted_network_is_missed()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => manifest["files"]!.AsObject().Remove(BundleFiles.GoalRep));

        Refused(copy.Folder, BundleFiles.GoalRep, "not listed");
    }

    [Fact]
    public void A_later_format_is_refused_before_its_fields_are_read()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => (manifest["format_version"], manifest["novelty"]) = (BundleManifest.CurrentFormatVersion + 1, 1));

        Refused(copy.Folder, "format_version: expected 1 to 5, found 6");
    }

    [Theory]
    [InlineData("manager_period")]
    [InlineData("rep_dim")]
    public void Numbers_no_controller_can_have_are_refused(string field)
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => manifest[field] = 0);

        Refused(copy.Folder, $"{field}: expected at least 1, found 0");
    }

    [Fact]
    public void A_manifest_that_is_no_json_is_named()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.WriteManifest("{\"format_version\": 1,");

        Refused(copy.Folder, "not a bundle manifest");
    }

    [Fact]
    public void A_wrong_width_is_seen_in_the_ports()
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => manifest["rep_dim"] = 4);

        Refused(copy.Folder, BundleFiles.Manager, "subgoal(batch,4)", "subgoal(batch,3)");
    }

    public static TheoryData<string, EnvironmentSpec> OtherEnvironments => new()
    {
        { "environment.name: expected other", Spec with { Name = "other" } },
        { "environment.observation width: expected 3", Spec with { Observation = ArraySpec.Unbounded("x_m", "y_m", "z_m") } },
        { "environment.observation.names[1]: expected y_cm", Spec with { Observation = ArraySpec.Unbounded("x_m", "y_cm") } },
        { "environment.goal width", Spec with { Goal = ArraySpec.Unbounded("x_m") } },
        { "environment.action bounds of dx: expected [-2, 2]", Spec with { Action = ArraySpec.Bounded(-2, 2, "dx", "dy") } },
        { "environment.control_timestep: expected 0.05", Spec with { ControlTimestep = 0.05 } },
    };

    [Theory]
    [MemberData(nameof(OtherEnvironments))]
    public void Another_environment_is_refused_by_the_field_that_differs(string message, EnvironmentSpec environment)
    {
        var error = Assert.Throws<InputException>(() => ControllerBundle.Load(Bundles.Hierarchical, environment));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(BundleManifest.FileName, error.Message, StringComparison.Ordinal);
    }

    private static void Refused(string path, params string[] words)
    {
        var error = Assert.Throws<InputException>(() => ControllerBundle.Load(path, Spec));
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
