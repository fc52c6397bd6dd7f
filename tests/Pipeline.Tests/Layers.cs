using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Who may reference whom: the table of docs/architecture.md, by assembly name.</summary>
internal static class Layers
{
    /// <summary>The only composition root; it may reference everything.</summary>
    public const string Root = "hiql";

    private const string Contracts = "HiqlRobotics.Contracts";

    /// <summary>What each assembly may reference, besides .NET itself.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        ["MuJoCo.NET"] = [],
        ["TorchSharp"] = [],
        ["Torch.Fused"] = ["TorchSharp"],
        ["Microsoft.ML.OnnxRuntime"] = [],
        ["Silk.NET.Windowing"] = [],
        ["Hdf5"] = [],
        [Contracts] = [],
        ["HiqlRobotics.Sim"] = [Contracts, "MuJoCo.NET", "Hdf5", "MathNet.Numerics"],
        ["HiqlRobotics.Sim.Window"] = [Contracts, "HiqlRobotics.Sim", "MuJoCo.NET", "Silk.NET.Windowing"],
        ["HiqlRobotics.Control"] = [Contracts, "Microsoft.ML.OnnxRuntime"],
        ["HiqlRobotics.Learning"] = [Contracts, "TorchSharp", "Torch.Fused", "Google.Protobuf"],
    };

    /// <summary>The references that the table does not allow.</summary>
    public static IEnumerable<string> Violations(string assembly, IEnumerable<string> references) =>
        references.Where(reference => !IsPlatform(reference) && !Allowed[assembly].Contains(reference))
            .Select(reference => $"{assembly} must not reference {reference}");

    /// <summary>The assemblies that a built assembly refers to.</summary>
    public static IReadOnlyList<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(
            handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>The assembly and everything it reaches through the table's assemblies in one folder.</summary>
    public static IReadOnlySet<string> Closure(string folder, string assembly)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([assembly]);
        while (open.TryPop(out var next))
            if (Allowed.ContainsKey(next) && reached.Add(next))
                foreach (var reference in References(Path.Combine(folder, $"{next}.dll"))) open.Push(reference);
        return reached;
    }

    private static bool IsPlatform(string assembly) =>
        assembly is "netstandard" or "mscorlib" or "System" || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);
}
