namespace HiqlRobotics.Contracts;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Tensors">By name.</param>
/// <param name="Metadata">Free text by name.</param>
public sealed record SafetensorsContent(
    string Path, IReadOnlyDictionary<string, SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The elements of a tensor of this type and shape.</summary>
    /// <exception cref="InputException">It is missing, or of another type or shape.</exception>
    public ReadOnlySpan<T> Read<T>(string name, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        if (!Tensors.TryGetValue(name, out var tensor))
            throw new InputException($"{Path}: tensor '{name}' is missing");
        if (tensor.Type != NpyTypes.Of<T>() || !tensor.Shape.ToArray().AsSpan().SequenceEqual(shape))
            throw new InputException($"{Path}: tensor '{name}': expected {NpyTypes.Of<T>().Word()} "
                + $"{NpyMember.Format(shape.ToArray())}, found {tensor.Type.Word()} {NpyMember.Format(tensor.Shape)}");
        return tensor.Content<T>();
    }
}
