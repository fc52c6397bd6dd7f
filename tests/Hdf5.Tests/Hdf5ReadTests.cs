using HiqlRobotics.Engines.Hdf5;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Hdf5;

/// <summary>Files as h5py writes them.</summary>
public sealed class Hdf5ReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonTheory("h5py", "numpy")]
    [InlineData("'f4'")]
    [InlineData("'f8'")]
    [InlineData("'>f8'")]
    [InlineData("'i4'")]
    [InlineData("'i8'")]
    [InlineData("'u1'")]
    public void Numbers_of_any_type_are_converted(string type)
    {
        var path = Make($"f.create_dataset('d', data=numpy.arange(6).reshape(3, 2).astype({type}), compression='gzip', chunks=(2, 2))");

        using var file = Hdf5File.OpenRead(path);

        Assert.Equal([0, 1, 2, 3, 4, 5], file.ReadSingle("d"));
        Assert.Equal([0, 1, 2, 3, 4, 5], file.ReadDouble("d"));
        Assert.Equal([3L, 2L], file.Dataset("d").Shape);
    }

    [PythonTheory("h5py", "numpy")]
    [InlineData("'f4'", Hdf5ElementClass.Float, 4)]
    [InlineData("'f8'", Hdf5ElementClass.Float, 8)]
    [InlineData("'i2'", Hdf5ElementClass.Integer, 2)]
    [InlineData("'i1'", Hdf5ElementClass.Integer, 1)]
    [InlineData("'u1'", Hdf5ElementClass.UInt8, 1)]
    [InlineData("bool", Hdf5ElementClass.Boolean, 1)]
    [InlineData("'S3'", Hdf5ElementClass.Other, 3)]
    public void Element_classes_are_told_apart(string type, Hdf5ElementClass expected, int size)
    {
        using var file = Hdf5File.OpenRead(Make($"f['d'] = numpy.zeros(3, dtype={type})"));

        Assert.Equal((expected, size), (file.Dataset("d").ElementClass, file.Dataset("d").ElementSize));
    }

    [PythonFact("h5py", "numpy")]
    public void Booleans_are_read_as_zero_and_one()
    {
        using var file = Hdf5File.OpenRead(Make("f.create_dataset('d', data=numpy.array([True, False, True]), compression='gzip')"));

        Assert.Equal([1f, 0f, 1f], file.ReadSingle("d"));
    }

    [PythonFact("h5py", "numpy")]
    public void Float64_is_rounded_to_the_nearest_float32()
    {
        using var file = Hdf5File.OpenRead(Make("f['d'] = numpy.array([36.1234567890123, 1 / 3])"));

        Assert.Equal([(float)36.1234567890123, (float)(1 / 3.0)], file.ReadSingle("d"));
        Assert.Equal([36.1234567890123, 1 / 3.0], file.ReadDouble("d"));
    }

    [PythonFact("h5py", "numpy")]
    public void Datasets_are_found_in_groups_whatever_else_is_there()
    {
        var path = Make(
            "f['infos/qpos'] = numpy.zeros(2); f['a'] = numpy.zeros(2); f.create_group('empty'); "
            + "f['nowhere'] = h5py.SoftLink('/gone'); f['infos/metadata'] = 'text'");

        using var file = Hdf5File.OpenRead(path);

        Assert.Equal(["a", "infos/metadata", "infos/qpos"], file.Datasets);
        Assert.True(file.Contains("infos/qpos"));
        Assert.True(file.Contains("infos"));
        Assert.False(file.Contains("infos/qvel"));
        Assert.False(file.Contains("other/qvel"));
    }

    [PythonFact("h5py", "numpy")]
    public void A_missing_dataset_is_named_with_those_there_are()
    {
        var path = Make("f['a'] = numpy.zeros(2); f['b/c'] = numpy.zeros(2)");
        using var file = Hdf5File.OpenRead(path);

        var error = Assert.Throws<Hdf5Exception>(() => file.ReadSingle("b/d"));

        Assert.Equal($"{path}: dataset 'b/d' is missing; there are: a, b/c", error.Message);
    }

    [PythonFact("h5py", "numpy")]
    public void Text_is_not_read_as_numbers()
    {
        using var file = Hdf5File.OpenRead(Make("f['d'] = numpy.zeros(3, dtype='S3')"));

        Assert.EndsWith("'d': holds neither numbers nor booleans", Assert.Throws<Hdf5Exception>(() => file.ReadSingle("d")).Message);
    }

    [PythonFact("h5py", "numpy")]
    public void A_truncated_file_says_so()
    {
        var path = Make("f['d'] = numpy.zeros(3000)");
        using (var stream = new FileStream(path, FileMode.Open))
            stream.SetLength(stream.Length / 2);

        Assert.StartsWith($"{path}: truncated file", Assert.Throws<Hdf5Exception>(() => Hdf5File.OpenRead(path)).Message);
    }

    [PythonFact("h5py", "numpy")]
    public void A_damaged_chunk_names_its_dataset()
    {
        var path = Make("f.create_dataset('d', data=numpy.arange(3000.), compression='gzip', fletcher32=True)");
        var bytes = File.ReadAllBytes(path);
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Position = bytes.Length - 500;
            stream.Write(new byte[50]);
        }
        using var file = Hdf5File.OpenRead(path);

        Assert.StartsWith($"{path}: dataset 'd': ", Assert.Throws<Hdf5Exception>(() => file.ReadSingle("d")).Message);
    }

    [Fact]
    public void A_foreign_and_a_missing_file_are_told_apart()
    {
        File.WriteAllLines(_folder.File("text"), ["I am no HDF5 file"]);

        Assert.Contains("signature not found", Assert.Throws<Hdf5Exception>(() => Hdf5File.OpenRead(_folder.File("text"))).Message);
        Assert.Contains("No such file", Assert.Throws<Hdf5Exception>(() => Hdf5File.OpenRead(_folder.File("none"))).Message);
    }

    [Fact]
    public void The_library_is_new_enough() => Assert.True(Version.Parse(Hdf5Library.VersionText) >= new Version(1, 10));

    private string Make(string statements)
    {
        var path = _folder.File("f.hdf5");
        SystemPython.Run($"import sys, h5py, numpy\nwith h5py.File(sys.argv[1], 'w') as f:\n    {statements}", path);
        return path;
    }
}
