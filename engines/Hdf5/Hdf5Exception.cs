namespace HiqlRobotics.Engines.Hdf5;

/// <summary>HDF5 refused something, in one line; or libhdf5 is missing. An I/O error like those of .NET's own files.</summary>
public sealed class Hdf5Exception : IOException
{
    public Hdf5Exception()
    {
    }

    public Hdf5Exception(string message) : base(message)
    {
    }

    public Hdf5Exception(string message, Exception innerException) : base(message, innerException)
    {
    }
}
