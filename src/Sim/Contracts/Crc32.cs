namespace HiqlRobotics.Contracts;

/// <summary>
/// The checksum of zip members and PNG chunks (polynomial 0xEDB88320), eight bytes at a time. ZipArchive does not compare it when
/// reading, so a flipped bit in a stored member would go unseen.
/// </summary>
public struct Crc32
{
    private static readonly uint[][] Tables = CreateTables();
    private uint _complement;

    /// <summary>The checksum of everything appended so far.</summary>
    public readonly uint Value => _complement;

    /// <summary>Continues over <paramref name="bytes"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_complement;
        while (bytes.Length >= sizeof(ulong))
        {
            var word = BitConverter.ToUInt64(bytes) ^ crc;
            crc = 0;
            for (var i = 0; i < sizeof(ulong); i++)
                crc ^= Tables[sizeof(ulong) - 1 - i][(byte)(word >> (8 * i))];
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var b in bytes)
            crc = (crc >> 8) ^ Tables[0][(byte)(crc ^ b)];
        _complement = ~crc;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[sizeof(ulong)][];
        tables[0] = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            tables[0][i] = crc;
        }
        for (var k = 1; k < tables.Length; k++)
            tables[k] = [.. tables[k - 1].Select(crc => (crc >> 8) ^ tables[0][(byte)crc])];
        return tables;
    }
}
