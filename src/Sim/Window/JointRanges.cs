using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Where the limited joints of a model stand in their ranges.</summary>
internal sealed class JointRanges
{
    private readonly (int Place, double Lower, double Upper)[] _joints;
    private readonly float[] _shares;

    public JointRanges(MjModel model)
    {
        var limited = model.Bytes("jnt_limited");
        var places = model.JntQposadr;
        var ranges = model.JntRange;
        List<(int Place, double Lower, double Upper)> joints = [];
        for (var joint = 0; joint < limited.Length; joint++)
            if (limited[joint] != 0)
                joints.Add((places[joint], ranges[2 * joint], ranges[(2 * joint) + 1]));
        (_joints, _shares) = ([.. joints], new float[joints.Count]);
    }

    /// <summary>Limited joints.</summary>
    public int Count => _joints.Length;

    /// <summary>−1 at the lower end of a joint's range, 1 at its upper.</summary>
    /// <param name="qpos">Generalised positions, shape (nq,).</param>
    /// <returns>Shape (<see cref="Count"/>,); the same array at every call.</returns>
    public ReadOnlySpan<float> Shares(ReadOnlySpan<double> qpos)
    {
        for (var i = 0; i < _joints.Length; i++)
        {
            var (place, lower, upper) = _joints[i];
            _shares[i] = (float)((2 * (qpos[place] - lower) / (upper - lower)) - 1);
        }
        return _shares;
    }
}
