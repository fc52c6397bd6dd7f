using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

internal static unsafe class Utf8
{
    internal static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
