using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>
/// OGBench's closed-loop demonstrator: what it does is a function of the present state and the subtask, so that whoever
/// imitates it needs no memory.
/// </summary>
/// <param name="environment">A tabletop.</param>
public sealed class MarkovOracle(SimEnvironment environment) : IOracle
{
    private const double PositionGain = 5, YawGain = 3, ShortestMove = 0.4;
    private const double CubeApproach = 0.12;

    // In m and rad: near enough to go down, to close, to let go.
    private const double Above = 0.012, AtObject = 0.012, Turned = 0.1, AtPlace = 0.02, AtHeight = 0.008;
    private const double HalfOpen = 0.3, Touching = 0.1, WithinGrip = 0.035, HalfClosed = 0.2, NearlyClosed = 0.9;
    private const double Open = -1, Close = 1;

    private readonly TabletopTask _task = (TabletopTask)environment.Task;
    private readonly Physics _physics = environment.Physics;
    private Subtask _subtask;
    private long _buttonBefore;
    private int _steps;

    /// <inheritdoc/>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    public void Begin(in Subtask subtask, RandomStream random)
    {
        (_subtask, _steps, IsDone) = (subtask, 0, false);
        if (subtask.Kind == SubtaskKind.Button)
            _buttonBefore = _task.ButtonStates[subtask.Index];
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        var pinch = _task.Robot.Pose(_physics);
        var grip = Grip.For(_subtask, _task, _physics, pinch, CubeApproach);
        if (_subtask.Kind == SubtaskKind.Button)
            Press(pinch, grip, action);
        else
            Carry(pinch, grip, action);
        IsDone |= ++_steps >= _subtask.MaxSteps;
    }

    private void Press(in ArmPose pinch, in Grip grip, Span<float> action)
    {
        var hover = grip.Hold with { Z = grip.Hold.Z + grip.Approach };
        var pressed = _task.ButtonStates[_subtask.Index] != _buttonBefore;
        var above = pinch.PlanarDistanceTo(hover.X, hover.Y) <= Above;
        IsDone = pressed && pinch.Z > hover.Z - (grip.Approach / 2);
        Move(pinch, pressed ? hover with { X = pinch.X, Y = pinch.Y } : above ? grip.Hold with { Z = grip.Hold.Z - AtHeight } : Around(pinch, hover), Close, action);
    }

    private void Carry(in ArmPose pinch, in Grip grip, Span<float> action)
    {
        var opening = ArmRobot.Opening(_physics);
        var around = pinch.DistanceTo(grip.Hold) < WithinGrip;
        var holds = around && opening is > HalfClosed and < NearlyClosed && ArmRobot.Contact(_physics) > Touching;
        if (HasArrived(grip))
            LetGo(pinch, grip, around && opening > HalfOpen, action);
        else if (holds)
            Bring(pinch, grip, action);
        else
            Fetch(pinch, grip, action);
    }

    private bool HasArrived(in Grip grip)
    {
        if (_subtask.Kind != SubtaskKind.Cube)
            return grip.Hold.DistanceTo(grip.Release) <= AtPlace;
        return grip.Hold.PlanarDistanceTo(grip.Release.X, grip.Release.Y) <= AtPlace && Math.Abs(grip.Hold.Z - grip.Release.Z) <= AtHeight;
    }

    private void LetGo(in ArmPose pinch, in Grip grip, bool closed, Span<float> action)
    {
        var hover = pinch with { Z = grip.Hold.Z + grip.Approach };
        IsDone = !closed && pinch.Z > hover.Z - (grip.Approach / 2);
        Move(pinch, closed ? pinch : hover, Open, action);
    }

    private void Bring(in ArmPose pinch, in Grip grip, Span<float> action)
    {
        if (_subtask.Kind != SubtaskKind.Cube)
        {
            Move(pinch, grip.Release, Close, action);
            return;
        }
        var above = pinch.PlanarDistanceTo(grip.Release.X, grip.Release.Y) <= Above && Math.Abs(pinch.Yaw - grip.Release.Yaw) <= Turned;
        var hover = grip.Release with { Z = Math.Max(grip.Release.Z, TabletopModel.CubeHalf) + grip.Approach };
        Move(pinch, above ? grip.Release with { Z = grip.Release.Z - 0.002 } : Around(pinch, hover), Close, action);
    }

    private static void Fetch(in ArmPose pinch, in Grip grip, Span<float> action)
    {
        var hover = grip.Hold with { Z = grip.Hold.Z + grip.Approach };
        var above = pinch.PlanarDistanceTo(hover.X, hover.Y) <= Above && Math.Abs(pinch.Yaw - hover.Yaw) <= Turned;
        if (!above)
            Move(pinch, Around(pinch, hover), Open, action);
        else if (pinch.DistanceTo(grip.Hold) > AtObject)
            Move(pinch, grip.Hold, Open, action);
        else
            Move(pinch, grip.Hold, Close, action);
    }

    // Up first, then across: nothing on the table is to be swept away.
    private static ArmPose Around(in ArmPose pinch, in ArmPose hover)
    {
        const double clearance = 0.04;
        var low = pinch.Z < hover.Z - clearance && pinch.PlanarDistanceTo(hover.X, hover.Y) > Above;
        return low ? hover with { X = pinch.X, Y = pinch.Y } : hover;
    }

    private static void Move(in ArmPose pinch, in ArmPose target, double grip, Span<float> action)
    {
        var distance = pinch.DistanceTo(target);
        // A short difference is lengthened, for the servos answer it with a part of the way; never beyond the target.
        var length = Math.Max(PositionGain * distance, Math.Min(ShortestMove, distance / ArmRobot.PositionScale));
        var scale = distance > 0 ? length / distance : 0;
        action[0] = (float)Math.Clamp(scale * (target.X - pinch.X), -1, 1);
        action[1] = (float)Math.Clamp(scale * (target.Y - pinch.Y), -1, 1);
        action[2] = (float)Math.Clamp(scale * (target.Z - pinch.Z), -1, 1);
        action[3] = (float)Math.Clamp(YawGain * (target.Yaw - pinch.Yaw), -1, 1);
        action[4] = (float)grip;
    }
}
