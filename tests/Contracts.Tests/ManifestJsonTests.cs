using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class ManifestJsonTests
{
    private static readonly EnvironmentSpec Environment = new()
    {
        Name = "pointmaze-medium",
        Observation = ArraySpec.Unbounded("x_m", "y_m"),
        Goal = ArraySpec.Unbounded("x_m", "y_m"),
        Action = ArraySpec.Bounded(-1, 1, "dx", "dy"),
        ControlTimestep = 0.1,
        MaxSteps = 1000,
        Tasks = [new TaskSpec(1, "(1,1) to (6,6)")],
        Maze = new MazeLayout(["111", "101", "111"], 4),
        Success = SuccessRule.Within(1.5, 0, 1),
        ModelHash = Sha256File.OfText("<mujoco/>"),
    };

    [Fact]
    public void An_environment_survives_with_its_infinities()
    {
        var text = JsonSerializer.Serialize(Environment, ContractJson.Document);

        var found = JsonSerializer.Deserialize<EnvironmentSpec>(text, ContractJson.Document)!;

        Assert.Contains("\"-Infinity\"", text, StringComparison.Ordinal);
        Assert.Contains("control_timestep", text, StringComparison.Ordinal);
        Assert.True(Environment.Observation.SameAs(found.Observation));
        Assert.True(Environment.Action.SameAs(found.Action));
        Assert.Equal(Environment.Tasks, found.Tasks);
        Assert.Equal(Environment.Maze!.Rows, found.Maze!.Rows);
        Assert.True(found.Success!.Holds([0f, 1.5f], [0f, 0f]) && !found.Success.Holds([1.1f, 1.1f], [0f, 0f]));
        Assert.Equal(text, JsonSerializer.Serialize(found, ContractJson.Document));
    }

    [Fact]
    public void A_bundle_manifest_survives()
    {
        using var config = JsonDocument.Parse("""{"discount": 0.99, "layer_norm": true}""");
        var manifest = new BundleManifest
        {
            Environment = Environment,
            Agent = "hiql",
            Hierarchical = true,
            SubgoalSteps = 25,
            ManagerPeriod = 25,
            RepDim = 10,
            Config = config.RootElement,
            Seed = ulong.MaxValue,
            Steps = 20_000,
            DatasetSha256 = Sha256File.OfText("data"),
            Metrics = new Dictionary<string, double> { ["training/value/value_loss"] = 0.1 + 0.2 },
            Files = new Dictionary<string, string> { [BundleFiles.Manager] = Sha256File.OfText("manager") },
        };
        var text = JsonSerializer.Serialize(manifest, ContractJson.Document);

        var found = JsonSerializer.Deserialize<BundleManifest>(text, ContractJson.Document)!;

        Assert.Equal(text, JsonSerializer.Serialize(found, ContractJson.Document));
        Assert.Equal(ulong.MaxValue, found.Seed);
        Assert.Equal(0.1 + 0.2, found.Metrics["training/value/value_loss"]);
        Assert.Equal(0.99, found.Config.GetProperty("discount").GetDouble());
    }

    [Fact]
    public void A_field_nobody_knows_is_refused()
    {
        const string text = """{"rows": ["111"], "cell_size": 4, "cell_sise": 3}""";

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MazeLayout>(text, ContractJson.Document));
    }

    [Fact]
    public void A_hash_is_the_published_one() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256File.OfText("abc"));
}
