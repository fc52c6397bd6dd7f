using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>A number that is none is not carried from one format into another.</summary>
internal static class FiniteRows
{
    /// <param name="subject">Begins the message: the file, and the array in it.</param>
    /// <param name="content">Row-major.</param>
    /// <param name="width">Elements per row.</param>
    /// <exception cref="InputException">NaN or infinite; names the first.</exception>
    public static void Require(string subject, ReadOnlySpan<float> content, int width)
    {
        for (var k = 0; k < content.Length; k++)
            if (!float.IsFinite(content[k]))
                throw new InputException(
                    $"{subject}: row {k / width}, column {k % width} is {content[k]}, expected finite numbers; remove its trajectory or download the file again");
    }
}
