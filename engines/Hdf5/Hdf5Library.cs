using HiqlRobotics.Engines.Hdf5.Externs;

namespace HiqlRobotics.Engines.Hdf5;

/// <summary>The loaded libhdf5.</summary>
public static class Hdf5Library
{
    /// <summary>E.g. <c>1.10.8</c>.</summary>
    /// <exception cref="Hdf5Exception">It is missing, or older than 1.10.</exception>
    public static string VersionText
    {
        get
        {
            using var entered = Loader.Enter();
            _ = Native.H5get_libversion(out var major, out var minor, out var release);
            return $"{major}.{minor}.{release}";
        }
    }
}
