using System.Collections.Concurrent;

namespace MuJoCo;

/// <summary>Handles that the garbage collector freed because nobody disposed them. A healthy program has none.</summary>
public static class HandleLeaks
{
    private static readonly ConcurrentQueue<string> _leaks = new();

    /// <summary>Leaked handles so far. Collect and wait for finalizers first for an exact answer.</summary>
    public static int Count => _leaks.Count;

    /// <summary>The kinds of the leaked handles, oldest first.</summary>
    public static IReadOnlyCollection<string> Kinds => [.. _leaks];

    internal static void Record(string kind) => _leaks.Enqueue(kind);

    /// <summary>Forgets what was recorded, for tests that leak on purpose.</summary>
    internal static void Clear() => _leaks.Clear();
}
