using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

/// <summary>Ring 1: entries of libmujoco that cannot raise an engine error. Everything else goes through the bridge.</summary>
internal static unsafe partial class Mujoco
{
    private const string Library = Loader.MujocoName;

    static Mujoco() => Loader.Register();

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int mj_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mj_name2id(nint model, int type, string name);

    [LibraryImport(Library)]
    internal static partial byte* mj_id2name(nint model, int type, int id);

    [LibraryImport(Library)]
    internal static partial void mj_deleteModel(nint model);

    [LibraryImport(Library)]
    internal static partial void mj_deleteData(nint data);
}
