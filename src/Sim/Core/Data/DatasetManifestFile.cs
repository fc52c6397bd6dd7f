using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>The manifest's place: the <c>.json</c> beside a dataset.</summary>
internal static class DatasetManifestFile
{
    public static string PathOf(string dataset) => Path.ChangeExtension(dataset, ".json");

    /// <summary>The manifest of a dataset; null where there is none.</summary>
    /// <exception cref="InputException">There is one, and it is not readable.</exception>
    public static DatasetManifest? Read(string dataset)
    {
        var path = PathOf(dataset);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<DatasetManifest>(File.ReadAllText(path), ContractJson.Document)
                ?? throw new InputException($"{path}: is empty, expected a dataset manifest");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: no readable dataset manifest: {e.Message}", e);
        }
    }

    public static void Write(string dataset, DatasetManifest manifest) =>
        AtomicFile.WriteAllText(PathOf(dataset), JsonSerializer.Serialize(manifest, ContractJson.Document));
}
