using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: element types.</summary>
internal static unsafe class TypeCalls
{
    private const int IntegerClass = 0;
    private const int FloatClass = 1;
    private const int EnumClass = 8;

    /// <summary>The machine's own type of this C# type; for bool the enumeration that h5py writes.</summary>
    internal static TypeHandle Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(bool))
            return Boolean();
        var name = typeof(T) == typeof(float) ? "H5T_NATIVE_FLOAT_g" : typeof(T) == typeof(double) ? "H5T_NATIVE_DOUBLE_g"
            : throw new ArgumentException($"{typeof(T)} has no HDF5 type here");
        return new TypeHandle(Ensure.Ok(Native.H5Tcopy(Loader.Global(name)), name));
    }

    internal static Hdf5ElementClass Class(TypeHandle type) => Native.H5Tget_class(type) switch
    {
        FloatClass => Hdf5ElementClass.Float,
        IntegerClass when Native.H5Tget_size(type) == 1 && Native.H5Tget_sign(type) == 0 => Hdf5ElementClass.UInt8,
        IntegerClass => Hdf5ElementClass.Integer,
        EnumClass when Native.H5Tget_size(type) == 1 && Native.H5Tget_nmembers(type) == 2 => Hdf5ElementClass.Boolean,
        _ => Hdf5ElementClass.Other,
    };

    private static TypeHandle Boolean()
    {
        var type = new TypeHandle(Ensure.Ok(Native.H5Tenum_create(Loader.Global("H5T_NATIVE_INT8_g")), "bool"));
        sbyte value = 0;
        Ensure.Ok(Native.H5Tenum_insert(type, "FALSE", &value), "bool");
        value = 1;
        Ensure.Ok(Native.H5Tenum_insert(type, "TRUE", &value), "bool");
        return type;
    }
}
