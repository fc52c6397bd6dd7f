using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

/// <summary>
/// Ring 1: libhiqlmujoco. Functions that return a status give 0, or 1 after an engine error whose text
/// <see cref="hmj_last_error"/> holds for the calling thread.
/// </summary>
internal static unsafe partial class Bridge
{
    private const string Library = Loader.BridgeName;

    static Bridge() => Loader.Register();

    [LibraryImport(Library)]
    internal static partial int hmj_header_version();

    [LibraryImport(Library)]
    internal static partial byte* hmj_library_path();

    [LibraryImport(Library)]
    internal static partial byte* hmj_last_error();

    [LibraryImport(Library)]
    internal static partial long hmj_warning_count();

    [LibraryImport(Library)]
    internal static partial int hmj_last_warning(byte* text, int capacity);

    [LibraryImport(Library)]
    internal static partial int hmj_field(
        int table, int index, out byte* name, out int offset, out int kind, out int type, out int count);

    [LibraryImport(Library)]
    internal static partial void hmj_shape(int table, int index, nint model, nint data, out long rows, out long columns);

    [LibraryImport(Library)]
    internal static partial int hmj_object(int kind);

    [LibraryImport(Library)]
    internal static partial int hmj_load(
        byte* path, int files, byte** names, byte** contents, int* sizes, byte* text, int capacity, out nint model);

    [LibraryImport(Library)]
    internal static partial int hmj_copy_model(nint source, out nint model);

    [LibraryImport(Library)]
    internal static partial int hmj_make_data(nint model, out nint data);

    [LibraryImport(Library)]
    internal static partial int hmj_copy_data(nint model, nint destination, nint source);

    [LibraryImport(Library)]
    internal static partial int hmj_step(nint model, nint data, int count);

    [LibraryImport(Library)]
    internal static partial int hmj_forward(nint model, nint data);

    [LibraryImport(Library)]
    internal static partial int hmj_kinematics(nint model, nint data);

    [LibraryImport(Library)]
    internal static partial int hmj_jac_site(nint model, nint data, double* translation, double* rotation, int site);

    [LibraryImport(Library)]
    internal static partial int hmj_reset(nint model, nint data);

    [LibraryImport(Library)]
    internal static partial int hmj_reset_keyframe(nint model, nint data, int key);

    [LibraryImport(Library)]
    internal static partial int hmj_warnings(nint data, int warning);

    [LibraryImport(Library)]
    internal static partial int hmj_state_size(nint model);

    [LibraryImport(Library)]
    internal static partial int hmj_get_state(nint model, nint data, double* state);

    [LibraryImport(Library)]
    internal static partial int hmj_set_state(nint model, nint data, double* state);
}
