using HiqlRobotics.Engines.Hdf5;

namespace HiqlRobotics.Tests.Hdf5;

internal static class Hdf5Files
{
    public static void Write(string path, Action<Hdf5Writer> fill)
    {
        using var stream = File.Create(path);
        Hdf5Writer.Write(stream, fill);
    }
}
