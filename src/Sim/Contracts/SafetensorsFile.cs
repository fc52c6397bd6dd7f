using System.Buffers.Binary;
using System.Text.Json;

namespace HiqlRobotics.Contracts;

/// <summary>
/// The safetensors format (Hugging Face): an 8-byte length, a JSON header, and the arrays one behind the other. The
/// same tensors give the same bytes: they are laid out in the order of their names.
/// </summary>
public static class SafetensorsFile
{
    private const string MetadataKey = "__metadata__";

    // The format's own limit, against headers that are no headers.
    private const long MaximumHeader = 100_000_000;
    private static readonly string[] Dtypes = ["F32", "F64", "BOOL", "U8", "I32", "I64"];

    /// <summary>Writes a whole file or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">In any order; each name once.</param>
    /// <param name="metadata">Free text by name.</param>
    /// <exception cref="HiqlException">The file cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorsTensor[] ordered = [.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        var header = Header(ordered, metadata ?? new Dictionary<string, string>());
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in ordered)
                stream.Write(tensor.Bytes.Span);
        });
    }

    /// <summary>Reads every tensor and the metadata.</summary>
    /// <exception cref="InputException">No such file, truncated, or not a safetensors file.</exception>
    public static SafetensorsContent Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var header = ReadHeader(stream);
            return ReadContent(path, stream, header.RootElement);
        }
        // A header that is no header can fail the JSON reader in many ways; all of them mean the same to the user.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InputException($"{path}: not a readable safetensors file, or truncated: {FirstLine(e)}", e);
        }
    }

    private static byte[] Header(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var offset = 0L;
            foreach (var tensor in tensors)
                WriteEntry(json, tensor, ref offset);
            json.WriteEndObject();
        }
        // Padded so that the arrays are aligned for readers that map the file.
        while (buffer.Length % sizeof(long) != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsTensor tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", Dtypes[(int)tensor.Type]);
        json.WriteStartArray("shape");
        foreach (var extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonDocument ReadHeader(Stream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length < 0 || length > Math.Min(MaximumHeader, stream.Length - stream.Position))
            throw new InvalidDataException($"header of {length} bytes in a file of {stream.Length}");
        var text = new byte[length];
        stream.ReadExactly(text);
        return JsonDocument.Parse(text);
    }

    private static SafetensorsContent ReadContent(string path, Stream stream, JsonElement header)
    {
        var start = stream.Position;
        var tensors = new Dictionary<string, SafetensorsTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name != MetadataKey)
                tensors.Add(entry.Name, ReadTensor(stream, start, entry.Name, entry.Value));
            else
                foreach (var pair in entry.Value.EnumerateObject())
                    metadata.Add(pair.Name, pair.Value.GetString()!);
        }
        return new SafetensorsContent(path, tensors, metadata);
    }

    private static SafetensorsTensor ReadTensor(Stream stream, long start, string name, JsonElement entry)
    {
        var word = entry.GetProperty("dtype").GetString();
        var type = (NpyType)Array.IndexOf(Dtypes, word);
        if (type < 0)
            throw new InvalidDataException($"tensor '{name}' has dtype {word}, which we do not read");
        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())];
        var offsets = entry.GetProperty("data_offsets");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = shape.Aggregate((long)type.Size(), (product, extent) => checked(product * extent));
        if (begin < 0 || end - begin != expected || end > stream.Length - start)
            throw new InvalidDataException(
                $"tensor '{name}': shape {NpyMember.Format(shape)} of {word} at bytes {begin} to {end} of {stream.Length - start}");
        var bytes = new byte[expected];
        stream.Position = start + begin;
        stream.ReadExactly(bytes);
        return new SafetensorsTensor(name, type, shape, bytes);
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd();
}
