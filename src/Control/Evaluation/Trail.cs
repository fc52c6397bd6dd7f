namespace HiqlRobotics.Control.Evaluation;

/// <summary>Keeps the observations of an episode, first and last included.</summary>
internal sealed class Trail : ITickRecorder
{
    private readonly List<float> _values = [];

    public void Record(in TickRecord tick)
    {
        if (tick.EpisodeStep == 0)
            _values.Clear();
        if (_values.Count == 0)
            _values.AddRange(tick.Observation);
        _values.AddRange(tick.NextObservation);
    }

    public float[] ToArray() => [.. _values];
}
