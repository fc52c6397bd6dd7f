using System.Text;

namespace MuJoCo.Externs;

/// <summary>
/// Text that is drawn. MuJoCo's fonts end with ASCII, and it looks up any other byte behind the end of their tables.
/// </summary>
internal static class Glyphs
{
    /// <summary>The text with a question mark for what no font has.</summary>
    internal static string Of(string text) =>
        Ascii.IsValid(text) ? text : Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(text));

    internal static string Read(ReadOnlySpan<byte> field) => Encoding.ASCII.GetString(field[..field.IndexOf((byte)0)]);

    /// <summary>Fills a text of a struct; what does not fit is cut off.</summary>
    internal static void Write(Span<byte> field, string text)
    {
        field.Clear();
        Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, field.Length - 1)), field);
    }
}
