using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// The files of a sweep in <see cref="ContractJson.Document"/>'s style, by code generated when the product is built: every
/// worker starts with them, and finding their shape by reflection took a sixth of its start.
/// </summary>
[JsonSerializable(typeof(SweepPlan))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(SealedResult))]
[JsonSerializable(typeof(SweepTiming))]
[JsonSerializable(typeof(SweepFailure))]
[JsonSerializable(typeof(SweepReport))]
internal sealed partial class SweepJson : JsonSerializerContext
{
    private static readonly SweepJson Files = new(new JsonSerializerOptions(ContractJson.Document));

    /// <summary>As a file has it.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>On one line, for hashes.</summary>
    public static byte[] WriteLine<T>(T value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            JsonSerializer.Serialize(writer, value, TypeInfo<T>());
        return buffer.ToArray();
    }

    /// <exception cref="JsonException">The text is something else.</exception>
    public static T? Read<T>(string text) where T : class => JsonSerializer.Deserialize(text, TypeInfo<T>());

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Files.Options.GetTypeInfo(typeof(T));
}

/// <summary>A result and its hash, as its file has them.</summary>
/// <param name="Sha256">Of the result on one line.</param>
/// <param name="Result">What the job found.</param>
internal sealed record SealedResult(string Sha256, SweepResult Result);
