using System.Text.Json;
using System.Text.Json.Serialization;

namespace HiqlRobotics.Contracts;

/// <summary>The one JSON style of manifests, metrics and <c>--json</c>: snake_case, indented, infinities by name.</summary>
public static class ContractJson
{
    /// <summary>Indented, for files and documents.</summary>
    public static JsonSerializerOptions Document { get; } = Create(indented: true);

    /// <summary>One line, for JSONL.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
