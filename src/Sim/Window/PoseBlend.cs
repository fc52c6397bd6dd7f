using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Poses between two control steps: a robot that steps ten times a second still moves smoothly. Positions go straight,
/// orientations along the shortest turn; a jump (a new episode, a teleporter) is not smoothed over.
/// </summary>
internal sealed class PoseBlend
{
    private const double Jump = 2;
    private const int QuaternionSize = 4;

    private readonly List<int> _quaternions = [];

    public PoseBlend(MjModel model)
    {
        for (var joint = 0; joint < model.JntType.Length; joint++)
        {
            var type = (MjJoint)model.JntType[joint];
            if (type == MjJoint.Free)
                _quaternions.Add(model.JntQposadr[joint] + 3);
            else if (type == MjJoint.Ball)
                _quaternions.Add(model.JntQposadr[joint]);
        }
    }

    /// <summary>Writes the pose between two.</summary>
    /// <param name="from">Shape (nq,).</param>
    /// <param name="to">Shape (nq,).</param>
    /// <param name="share">0 is <paramref name="from"/>, 1 is <paramref name="to"/>.</param>
    /// <param name="qpos">Receives it, shape (nq,).</param>
    public void Mix(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double share, Span<double> qpos)
    {
        to.CopyTo(qpos);
        if (share >= 1 || from.Length < 2 || double.Hypot(to[0] - from[0], to[1] - from[1]) > Jump)
            return;
        for (var k = 0; k < qpos.Length; k++)
            qpos[k] = from[k] + (share * (to[k] - from[k]));
        foreach (var at in _quaternions)
            MixRotation(from.Slice(at, QuaternionSize), to.Slice(at, QuaternionSize), share, qpos.Slice(at, QuaternionSize));
    }

    // Between two steps the angle is small: a straight line that is put back on the sphere is slerp to the eye.
    private static void MixRotation(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double share, Span<double> mixed)
    {
        var product = 0.0;
        for (var k = 0; k < QuaternionSize; k++)
            product += from[k] * to[k];
        var (sign, square) = (product < 0 ? -1.0 : 1.0, 0.0);
        for (var k = 0; k < QuaternionSize; k++)
        {
            mixed[k] = ((1 - share) * from[k]) + (sign * share * to[k]);
            square += mixed[k] * mixed[k];
        }
        for (var k = 0; k < QuaternionSize; k++)
            mixed[k] /= Math.Sqrt(square);
    }
}
