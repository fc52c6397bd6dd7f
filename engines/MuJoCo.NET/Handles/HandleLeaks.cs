using System.Collections.Concurrent;

namespace MuJoCo;

/// <summary>Handles that the garbage collector freed because nobody disposed them. A healthy program has none.</summary>
public static class HandleLeaks
{
    private static readonly ConcurrentQueue<string> s_leaks = new();

    /// <summary>Leaked handles so far. Collect and wait for finalizers first for an exact answer.</summary>
    public static int Count => s_leaks.Count;

    /// <summary>The kinds of the leaked handles, oldest first.</summary>
    public static IReadOnlyCollection<string> Kinds => [.. s_leaks];

    internal static void Record(string kind) => s_leaks.Enqueue(kind);

    /// <summary>Forgets what was recorded, for tests that leak on purpose.</summary>
    internal static void Clear() => s_leaks.Clear();
}
