using System.Buffers.Binary;
using HiqlRobotics.Learning.Logging;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Learning;

public sealed class LoggingTensorBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_have_sound_lengths_and_checksums()
    {
        Log(null, 100, 200);

        var records = Records();

        Assert.Equal(3, records.Count);
        // wall_time (field 1, double), then file_version (field 3, text).
        Assert.Equal([0x09], records[0][..1]);
        Assert.Equal("brain.Event:2"u8.ToArray(), records[0][^13..]);
    }

    [Fact]
    public void Events_hold_time_step_and_scalars()
    {
        Log(null, 100);

        var fields = Fields(Records()[1]);

        Assert.Equal(1_700_000_000.5, BitConverter.ToDouble(fields[1]));
        Assert.Equal(100UL, Varint(fields[2]));
        var value = Fields(Fields(fields[5])[1]);
        Assert.Equal("training/value/value_loss"u8.ToArray(), value[1]);
        Assert.Equal(0.25f, BitConverter.ToSingle(value[2]));
    }

    [Fact]
    public void A_resumed_run_leaves_the_same_bytes_as_an_uninterrupted_one()
    {
        Log(null, 100, 200, 300);
        var uninterrupted = File.ReadAllBytes(Path());

        Log(null, 100, 200, 250);
        File.AppendAllText(Path(), "half a rec");
        Log(200, 300);

        Assert.Equal(uninterrupted, File.ReadAllBytes(Path()));
    }

    private string Path() => Assert.Single(Directory.GetFiles(_folder.Path, "*tfevents*"));

    private void Log(long? lastStep, params long[] steps)
    {
        using var log = TensorBoardWriter.Open(_folder.Path, lastStep, new FixedTime());
        foreach (var step in steps)
            log.Append(step, [new("training/value/value_loss", 0.25)]);
    }

    // An independent reader: lengths, and CRC-32C bit by bit from its polynomial.
    private List<byte[]> Records()
    {
        var file = File.ReadAllBytes(Path());
        var records = new List<byte[]>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(MaskedCrc(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var content = file.AsSpan(at + 12, length);
            Assert.Equal(MaskedCrc(content), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(content.ToArray());
            at += 16 + length;
        }
        return records;
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    // The wire format of protocol buffers: key = field << 3 | kind; kinds 0 varint, 1 eight bytes, 2 length, 5 four bytes.
    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var (field, kind) = (message[at] >> 3, message[at] & 7);
            at++;
            if (kind == 2)
                at++;
            var size = kind switch { 1 => 8, 5 => 4, 2 => message[at - 1], _ => VarintSize(message.AsSpan(at)) };
            fields[field] = message.AsSpan(at, size).ToArray();
            at += size;
        }
        return fields;
    }

    private static int VarintSize(ReadOnlySpan<byte> bytes)
    {
        var size = 1;
        while (bytes[size - 1] >= 0x80)
            size++;
        return size;
    }

    private static ulong Varint(byte[] bytes) =>
        bytes.Select((b, i) => (ulong)(b & 0x7F) << (7 * i)).Aggregate((a, b) => a | b);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000.5);
    }
}
