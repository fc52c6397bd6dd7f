using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>Looks on while an episode is evaluated: how far from the goal it ended, how the manager went about it, which bits came out.</summary>
internal sealed class EpisodeObserver(IEnvironment environment, bool recordTrajectories) : ITickRecorder
{
    private readonly GoalDistance _distance = new(environment.Spec);
    private readonly IWallSensor? _walls = environment as IWallSensor;
    private readonly TickStatistics _policyTime = new(environment.Spec.MaxSteps);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Trail? _trail = recordTrajectories ? new Trail() : null;
    private float[] _subgoal = [];
    private int _subgoals, _steps, _atWalls;
    private double _change, _final = double.NaN;

    public void Record(in TickRecord tick)
    {
        if (tick.EpisodeStep == 0)
            _hash.AppendData(MemoryMarshal.AsBytes(tick.Observation));
        _hash.AppendData(MemoryMarshal.AsBytes(tick.NextObservation));
        _policyTime.Add(tick.PolicyTime);
        _final = _distance.Between(tick.NextObservation, tick.Goal);
        Follow(tick.Subgoal);
        _steps++;
        _atWalls += _walls?.TouchesWall is true ? 1 : 0;
        _trail?.Record(tick);
    }

    /// <summary>What was seen of the episode that ended; the next one is another.</summary>
    public EpisodeDetails Take()
    {
        var details = new EpisodeDetails
        {
            FinalDistance = _final,
            Subgoals = _subgoals,
            SubgoalChange = _subgoals > 1 ? _change / (_subgoals - 1) : 0,
            WallContact = _walls?.TouchesWall is null || _steps == 0 ? null : (double)_atWalls / _steps,
            StateSha256 = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            PolicyUs = _policyTime.Summarize(),
            Observations = _trail?.ToArray(),
        };
        _policyTime.Clear();
        (_subgoals, _steps, _atWalls, _change, _final) = (0, 0, 0, 0, double.NaN);
        return details;
    }

    private void Follow(ReadOnlySpan<float> subgoal)
    {
        if (subgoal.Length == 0 || (_subgoals > 0 && subgoal.SequenceEqual(_subgoal)))
            return;
        if (_subgoals > 0)
            _change += Distance(subgoal, _subgoal);
        if (_subgoal.Length != subgoal.Length)
            _subgoal = new float[subgoal.Length];
        subgoal.CopyTo(_subgoal);
        _subgoals++;
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var square = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            square += difference * difference;
        }
        return Math.Sqrt(square);
    }
}
