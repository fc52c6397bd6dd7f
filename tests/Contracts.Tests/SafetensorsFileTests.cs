using FsCheck.Xunit;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Contracts;

public sealed class SafetensorsFileTests : IDisposable
{
    // An independent reader, written from the format's description.
    private const string Reader = """
        import sys, json, struct, numpy as np
        raw = open(sys.argv[1], 'rb').read()
        n, = struct.unpack('<Q', raw[:8])
        header = json.loads(raw[8:8 + n]); body = raw[8 + n:]
        types = dict(F32='<f4', F64='<f8', BOOL='?', U8='u1', I32='<i4', I64='<i8')
        metadata = header.pop('__metadata__', {})
        tensors = {k: np.frombuffer(body[slice(*v['data_offsets'])], types[v['dtype']]).reshape(v['shape'])
                   for k, v in header.items()}
        assert n % 8 == 0 and sum(t.nbytes for t in tensors.values()) == len(body)

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public SafetensorsFileTests() => _path = _folder.File("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 50)]
    public void Content_survives_a_round_trip(float[] single, double[] wide, long[] integers, byte[] bytes)
    {
        SafetensorsFile.Write(_path, [
            SafetensorsTensor.Of<float>("z/single", single, single.Length, 1),
            SafetensorsTensor.Of<double>("a/wide", wide),
            SafetensorsTensor.Of<long>("integers", integers),
            SafetensorsTensor.Of<byte>("bytes", bytes)],
            new Dictionary<string, string> { ["step"] = "12" });

        var found = SafetensorsFile.Read(_path);

        Assert.Equal(single, found.Read<float>("z/single", single.Length, 1).ToArray());
        Assert.Equal(wide, found.Read<double>("a/wide", wide.Length).ToArray());
        Assert.Equal(integers, found.Read<long>("integers", integers.Length).ToArray());
        Assert.Equal(bytes, found.Read<byte>("bytes", bytes.Length).ToArray());
        Assert.Equal("12", found.Metadata["step"]);
    }

    [PythonFact("numpy")]
    public void An_independent_reader_finds_the_same()
    {
        SafetensorsFile.Write(_path, [
            SafetensorsTensor.Of<float>("weight", [0.5f, -1, 2, 3, 4, 5], 2, 3),
            SafetensorsTensor.Of<double>("moment", [1e-300]),
            SafetensorsTensor.Of<long>("step", [1L << 40])],
            new Dictionary<string, string> { ["format"] = "pt" });

        var verdict = SystemPython.Run(
            Reader + """
            assert metadata == {'format': 'pt'} and list(tensors) == ['moment', 'step', 'weight']
            assert (tensors['weight'] == np.array([[.5, -1, 2], [3, 4, 5]], 'f4')).all()
            assert tensors['moment'][0] == 1e-300 and tensors['step'][0] == 2**40
            print('same')
            """,
            _path);

        Assert.Equal("same", verdict);
    }

    [Fact]
    public void The_order_of_writing_does_not_change_the_bytes()
    {
        var a = SafetensorsTensor.Of<float>("a", [1, 2]);
        var b = SafetensorsTensor.Of<float>("b", [3]);
        SafetensorsFile.Write(_path, [a, b]);
        var first = File.ReadAllBytes(_path);

        SafetensorsFile.Write(_path, [b, a]);

        Assert.Equal(first, File.ReadAllBytes(_path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(75)]
    public void A_truncated_file_is_one_clear_line(int length)
    {
        SafetensorsFile.Write(_path, [SafetensorsTensor.Of<float>("a", [1, 2, 3])]);
        var intact = File.ReadAllBytes(_path);
        AtomicFile.WriteAllBytes(_path, intact[..length]);

        var error = Assert.Throws<InputException>(() => SafetensorsFile.Read(_path));

        Assert.Contains("checkpoint.safetensors: not a readable safetensors file", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_tensor_of_another_shape_or_type_names_both()
    {
        SafetensorsFile.Write(_path, [SafetensorsTensor.Of<float>("a", [1, 2, 3])]);
        var found = SafetensorsFile.Read(_path);

        var shape = Assert.Throws<InputException>(() => { _ = found.Read<float>("a", 4); });
        var missing = Assert.Throws<InputException>(() => { _ = found.Read<float>("b", 4); });

        Assert.Contains("tensor 'a': expected float32 (4,), found float32 (3,)", shape.Message, StringComparison.Ordinal);
        Assert.Contains("tensor 'b' is missing", missing.Message, StringComparison.Ordinal);
    }
}
