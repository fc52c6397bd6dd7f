using System.Text.Json;
using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>Changes of a configuration by the snake_case names under which it is saved: <c>--set discount=0.995</c>.</summary>
public static class ConfigOverrides
{
    private const int NearestShown = 3;

    /// <summary>Applies <c>key=value</c> pairs in order.</summary>
    /// <exception cref="InputException">No <c>=</c>, unknown key (the nearest ones are listed), or a value of the wrong kind.</exception>
    public static HiqlConfig Apply(HiqlConfig config, IEnumerable<string> assignments)
    {
        var fields = JsonSerializer.SerializeToNode(config, ContractJson.Document)!.AsObject();
        foreach (var assignment in assignments)
            Assign(fields, assignment);
        return fields.Deserialize<HiqlConfig>(ContractJson.Document)!.Validated();
    }

    private static void Assign(JsonObject fields, string assignment)
    {
        if (assignment.Split('=', 2) is not [var key, var text])
            throw new InputException($"--set {assignment}: expected key=value, e.g. --set discount=0.995");
        key = key.Trim();
        if (key is "agent" or "preset")
            throw new InputException($"--set {key}: chosen by --{key}, not by --set");
        if (!fields.TryGetPropertyValue(key, out var current))
            throw new InputException($"--set {key}: no such key; nearest are {string.Join(", ", Nearest(key, fields))}");
        fields[key] = Parse(key, text.Trim(), current!);
        Check(fields, key, text);
    }

    private static JsonNode Parse(string key, string text, JsonNode current) => current switch
    {
        JsonArray => new JsonArray([.. text.Trim('[', ']').Split(',').Select(part => Literal(key, part.Trim()))]),
        _ when current.GetValueKind() == JsonValueKind.String => JsonValue.Create(text),
        _ => Literal(key, text),
    };

    private static JsonNode Literal(string key, string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? throw new InputException($"--set {key}: null is not a value");
        }
        catch (JsonException)
        {
            throw new InputException($"--set {key}={text}: expected a number, true, false or a list such as 128,128");
        }
    }

    // One key at a time, so that the message names the culprit.
    private static void Check(JsonObject fields, string key, string text)
    {
        try
        {
            _ = fields.Deserialize<HiqlConfig>(ContractJson.Document);
        }
        catch (JsonException)
        {
            throw new InputException($"--set {key}={text}: not a value of this key");
        }
    }

    private static IEnumerable<string> Nearest(string key, JsonObject fields) =>
        fields.Select(field => field.Key).OrderBy(name => NearestWord.Distance(key, name)).Take(NearestShown);
}
