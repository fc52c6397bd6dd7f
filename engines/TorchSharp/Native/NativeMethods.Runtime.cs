using System.Runtime.InteropServices;

namespace TorchSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial IntPtr hiql_version();

    [LibraryImport(Library)]
    internal static partial int hiql_get_num_threads();

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_set_num_threads(int count);

    [LibraryImport(Library)]
    internal static partial int hiql_get_num_interop_threads();

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_set_num_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int hiql_cuda_available();

    [LibraryImport(Library)]
    internal static partial int hiql_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_manual_seed(ulong seed);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_new(ulong seed, out IntPtr result);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_default(out IntPtr result);

    [LibraryImport(Library)]
    internal static partial void hiql_generator_free(IntPtr generator);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_seed(IntPtr generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_initial_seed(IntPtr generator, out ulong seed);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_get_state(IntPtr generator, out IntPtr state);

    [LibraryImport(Library)]
    internal static partial IntPtr hiql_generator_set_state(IntPtr generator, IntPtr state);
}
