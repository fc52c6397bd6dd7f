using System.Security.Cryptography;

namespace HiqlRobotics.Contracts;

/// <summary>The one spelling of content hashes in manifests: SHA-256 in lower-case hex.</summary>
public static class Sha256File
{
    /// <summary>Hash of a file's content.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Hash of bytes.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Hash of a text's UTF-8 bytes.</summary>
    public static string OfText(string text) => OfBytes(System.Text.Encoding.UTF8.GetBytes(text));
}
