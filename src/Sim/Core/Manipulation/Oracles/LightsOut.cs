using System.Numerics;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>Solves a puzzle of buttons that change their neighbours: linear algebra over two numbers.</summary>
public static class LightsOut
{
    /// <summary>A button that belongs to a shortest solution; −1 when there is nothing to press.</summary>
    public static int FirstPress(TabletopScene scene, ReadOnlySpan<long> states, ReadOnlySpan<long> wanted)
    {
        var presses = Solve(scene, Difference(states, wanted));
        return presses == 0 ? -1 : BitOperations.TrailingZeroCount(presses);
    }

    /// <summary>How many presses a shortest solution has.</summary>
    public static int Count(TabletopScene scene, ReadOnlySpan<long> states, ReadOnlySpan<long> wanted) =>
        BitOperations.PopCount(Solve(scene, Difference(states, wanted)));

    /// <summary>The presses of a shortest solution, bit by bit.</summary>
    /// <param name="scene">A puzzle of at most 31 buttons.</param>
    /// <param name="changes">The lights that have to change.</param>
    /// <exception cref="InvalidOperationException">No presses do that.</exception>
    public static uint Solve(TabletopScene scene, uint changes)
    {
        var count = scene.Buttons.Count;
        // Row per light: the buttons that change it; the wanted change on top. Eliminated in place.
        var rows = new ulong[count];
        for (var button = 0; button < count; button++)
            foreach (var light in scene.Pressed(button))
                rows[light] |= 1UL << button;
        for (var light = 0; light < count; light++)
            rows[light] |= (ulong)((changes >> light) & 1) << count;
        var pivots = Eliminate(rows, count);
        return Shortest(rows, pivots, count);
    }

    private static uint Difference(ReadOnlySpan<long> states, ReadOnlySpan<long> wanted)
    {
        var changes = 0u;
        for (var k = 0; k < states.Length; k++)
            if (states[k] != wanted[k])
                changes |= 1u << k;
        return changes;
    }

    // Column → its row, or −1 where the button is free to choose.
    private static int[] Eliminate(ulong[] rows, int count)
    {
        var pivots = new int[count];
        var done = 0;
        for (var column = 0; column < count; column++)
        {
            var row = Array.FindIndex(rows, done, candidate => (candidate >> column & 1) == 1);
            pivots[column] = row < 0 ? -1 : done;
            if (row < 0)
                continue;
            (rows[done], rows[row]) = (rows[row], rows[done]);
            for (var other = 0; other < count; other++)
                if (other != done && (rows[other] >> column & 1) == 1)
                    rows[other] ^= rows[done];
            done++;
        }
        if (rows.Skip(done).Any(row => row >> count == 1))
            throw new InvalidOperationException("no presses make these changes");
        return pivots;
    }

    private static uint Shortest(ulong[] rows, int[] pivots, int count)
    {
        var free = Enumerable.Range(0, count).Where(column => pivots[column] < 0).ToArray();
        var best = uint.MaxValue;
        for (var choice = 0; choice < 1 << free.Length; choice++)
        {
            var presses = 0u;
            for (var k = 0; k < free.Length; k++)
                presses |= (uint)(choice >> k & 1) << free[k];
            var chosen = presses;
            for (var column = 0; column < count; column++)
                if (pivots[column] >= 0)
                    presses |= (uint)((BitOperations.PopCount(rows[pivots[column]] & chosen) + (int)(rows[pivots[column]] >> count)) & 1) << column;
            if (BitOperations.PopCount(presses) < BitOperations.PopCount(best))
                best = presses;
        }
        return best;
    }
}
