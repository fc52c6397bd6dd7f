using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>A tick as bytes of one length, for logs and for the history that a person winds back through.</summary>
internal sealed class TickCodec
{
    private readonly int _observation, _goal, _subgoal, _action, _environmentState, _policyState;

    /// <summary>For the ticks of one log.</summary>
    public TickCodec(RunLogHeader header)
    {
        (_observation, _goal, _subgoal, _action) = (header.ObservationDim, header.GoalDim, header.SubgoalDim, header.ActionDim);
        (_environmentState, _policyState) = (header.EnvironmentStateBytes, header.PolicyStateBytes);
        Bytes = Unsafe.SizeOf<Prefix>() + (sizeof(float) * (_observation + _goal + _subgoal + _action)) + _environmentState + _policyState;
    }

    /// <summary>Length of every tick.</summary>
    public int Bytes { get; }

    /// <summary>Writes a tick.</summary>
    /// <param name="tick">With spans of the header's widths.</param>
    /// <param name="payload">Shape (<see cref="Bytes"/>,).</param>
    public static void Encode(in TickRecord tick, Span<byte> payload)
    {
        var writer = new StateWriter(payload);
        writer.Write(new Prefix
        {
            Kind = RecordKind.Tick,
            Lateness = tick.Lateness,
            PolicyTime = tick.PolicyTime,
            ComputeTime = tick.ComputeTime,
            Tick = tick.Tick,
            EpisodeSeed = tick.EpisodeSeed,
            Episode = tick.Episode,
            EpisodeStep = tick.EpisodeStep,
            TaskId = tick.TaskId,
            SubgoalAge = tick.SubgoalAge,
            Value = tick.Value,
            State = (byte)tick.State,
            Fault = (byte)tick.Fault,
            IsLast = tick.IsLast ? (byte)1 : (byte)0,
            Success = tick.Success ? (byte)1 : (byte)0,
        });
        writer.Write(tick.Observation);
        writer.Write(tick.Goal);
        writer.Write(tick.Subgoal);
        writer.Write(tick.Action);
        writer.Write(tick.EnvironmentState);
        writer.Write(tick.PolicyState);
    }

    /// <summary>Reads a tick; its spans look into the payload. <c>NextObservation</c> is not stored.</summary>
    public TickRecord Decode(ReadOnlySpan<byte> payload)
    {
        var reader = new StateReader(payload);
        var prefix = reader.Read<Prefix>();
        return new TickRecord
        {
            Tick = prefix.Tick,
            Episode = prefix.Episode,
            EpisodeStep = prefix.EpisodeStep,
            TaskId = prefix.TaskId,
            EpisodeSeed = prefix.EpisodeSeed,
            State = (ControlState)prefix.State,
            Fault = (ControlFault)prefix.Fault,
            IsLast = prefix.IsLast != 0,
            Success = prefix.Success != 0,
            Lateness = prefix.Lateness,
            PolicyTime = prefix.PolicyTime,
            ComputeTime = prefix.ComputeTime,
            SubgoalAge = prefix.SubgoalAge,
            Value = prefix.Value,
            Observation = reader.Take<float>(_observation),
            Goal = reader.Take<float>(_goal),
            Subgoal = reader.Take<float>(_subgoal),
            Action = reader.Take<float>(_action),
            EnvironmentState = reader.Take<byte>(_environmentState),
            PolicyState = reader.Take<byte>(_policyState),
            NextObservation = [],
        };
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Prefix
    {
        public RecordKind Kind;
        public long Lateness, PolicyTime, ComputeTime, Tick;
        public ulong EpisodeSeed;
        public int Episode, EpisodeStep, TaskId, SubgoalAge;
        public float Value;
        public byte State, Fault, IsLast, Success;
    }
}
