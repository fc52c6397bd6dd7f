namespace HiqlRobotics.Pipeline.Tests;

public sealed class LayeringTests
{
    private static readonly string Folder = AppContext.BaseDirectory;

    public static TheoryData<string> Assemblies => [.. Layers.Allowed.Keys];

    public static TheoryData<string, string> Invisible => new()
    {
        { "HiqlRobotics.Control", "MuJoCo.NET" },
        { "HiqlRobotics.Control", "TorchSharp" },
        { "HiqlRobotics.Control", "HiqlRobotics.Sim" },
        { "HiqlRobotics.Learning", "HiqlRobotics.Sim" },
        { "HiqlRobotics.Learning", "HiqlRobotics.Control" },
        { "HiqlRobotics.Learning", "Microsoft.ML.OnnxRuntime" },
        { "HiqlRobotics.Sim", "HiqlRobotics.Learning" },
        { "HiqlRobotics.Sim", "Silk.NET.Windowing" },
        { "HiqlRobotics.Sim.Window", "HiqlRobotics.Control" },
        { "HiqlRobotics.Contracts", "MuJoCo.NET" },
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_references_only_what_the_table_allows(string assembly) =>
        Assert.Empty(Layers.Violations(assembly, Layers.References(Path.Combine(Folder, $"{assembly}.dll"))));

    [Theory]
    [MemberData(nameof(Invisible))]
    public void Assembly_never_reaches_what_it_must_not_see(string assembly, string forbidden) =>
        Assert.DoesNotContain(forbidden, Layers.Closure(Folder, assembly));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Project_declares_only_what_the_table_allows(string assembly)
    {
        // The compiler drops references that are not used yet; the project file still has them.
        var projects = SourceTree.Projects();
        var declared = projects[assembly].Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "EngineReference")
            .Select(element => SourceTree.ReferencedAssembly(projects, element));

        Assert.Empty(Layers.Violations(assembly, declared));
    }

    [Fact]
    public void Every_library_of_the_product_is_in_the_table()
    {
        var libraries = SourceTree.Projects().Keys.Where(assembly => assembly != Layers.Root);

        Assert.Equal(Layers.Allowed.Keys.Order(StringComparer.Ordinal), libraries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_rule_sees_a_forbidden_reference()
    {
        var violations = Layers.Violations(
            "HiqlRobotics.Control", ["System.Runtime", "HiqlRobotics.Contracts", "MuJoCo.NET"]);

        Assert.Equal("HiqlRobotics.Control must not reference MuJoCo.NET", Assert.Single(violations));
    }
}
