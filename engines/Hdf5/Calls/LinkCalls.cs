using System.Text;
using HiqlRobotics.Engines.Hdf5.Externs;
using HiqlRobotics.Engines.Hdf5.Handles;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: names and what they lead to.</summary>
internal static unsafe class LinkCalls
{
    private const int GroupType = 2;
    private const int DatasetType = 5;

    /// <summary>Whether every name on the way is there (the library fails on one whose parent is missing).</summary>
    internal static bool Exists(FileHandle file, string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
            if (Native.H5Lexists(file, path[..end], Native.Default) <= 0)
                return false;
        return Native.H5Lexists(file, path, Native.Default) > 0;
    }

    /// <summary>Adds the paths of all datasets below a group, sorted by name.</summary>
    internal static void Collect(Hdf5Handle group, string prefix, List<string> datasets)
    {
        Ensure.Ok(Native.H5Gget_info(group, out var info), prefix);
        for (var n = 0UL; n < info.Links; n++)
        {
            var name = Name(group, n, prefix);
            var id = Native.H5Oopen(group, name, Native.Default);
            if (id < 0)
                continue; // A link that leads nowhere is none of our datasets.
            using var target = new ObjectHandle(id);
            var type = Native.H5Iget_type(target);
            if (type == DatasetType)
                datasets.Add(prefix + name);
            else if (type == GroupType)
                Collect(target, $"{prefix}{name}/", datasets);
        }
    }

    private static string Name(Hdf5Handle group, ulong n, string prefix)
    {
        const int byName = 0;
        const int increasing = 0;
        var length = Ensure.Ok(Native.H5Lget_name_by_idx(group, ".", byName, increasing, n, null, 0, Native.Default), prefix);
        var bytes = new byte[length + 1];
        fixed (byte* name = bytes)
            Ensure.Ok(Native.H5Lget_name_by_idx(group, ".", byName, increasing, n, name, (nuint)bytes.Length, Native.Default), prefix);
        return Encoding.UTF8.GetString(bytes, 0, (int)length);
    }
}
