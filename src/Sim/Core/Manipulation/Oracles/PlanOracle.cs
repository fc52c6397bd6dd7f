using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>
/// OGBench's open-loop demonstrator: key poses with times, straight lines between them, noise that is correlated in time. It
/// plans once and does not look again.
/// </summary>
/// <param name="environment">A tabletop.</param>
/// <param name="noise">Of the plan, in units of the action's scale.</param>
/// <param name="aimError">How far a whole plan may lie beside its object: the largest standard deviation of its x and y, in m.</param>
public sealed class PlanOracle(SimEnvironment environment, double noise, double aimError = 0) : IOracle
{
    // Seconds between two key poses, at least; and the fastest way between them in m/s and rad/s.
    private const double Segment = 0.4, Speed = 0.35, TurnSpeed = 2.5;
    private const double CubeJitter = 0.2, OtherJitter = 0.1;
    private const double LowestApproach = 0.1, HighestApproach = 0.2;
    private const double Open = 0, Closed = 1;
    // Weights of a Gaussian of half a control step, one and two steps away, beside 1 at its centre; then all by their norm.
    private const double OneAway = 0.1353352832366127, TwoAway = 0.00033546262790251185, Norm = 1 + (2 * OneAway) + (2 * TwoAway);
    private const int Taps = 5;

    private readonly TabletopTask _task = (TabletopTask)environment.Task;
    private readonly Physics _physics = environment.Physics;
    private readonly List<KeyPose> _keys = [];
    private readonly double[,] _noise = new double[Taps, 5];
    private RandomStream _random = new(0, "plan");
    private double _jitter;
    private int _step;

    /// <inheritdoc/>
    public bool IsDone => _step * environment.Spec.ControlTimestep >= _keys[^1].Time;

    /// <inheritdoc/>
    public void Begin(in Subtask subtask, RandomStream random)
    {
        (_random, _step) = (random, 0);
        _jitter = subtask.Kind == SubtaskKind.Cube ? CubeJitter : OtherJitter;
        _keys.Clear();
        for (var k = 0; k < Taps; k++)
            DrawNoise();
        var pinch = _task.Robot.Pose(_physics);
        var grip = Grip.For(subtask, _task, _physics, pinch, random.NextDouble(LowestApproach, HighestApproach));
        if (aimError > 0)
            grip = grip.Beside(random, random.NextDouble(0, aimError));
        _keys.Add(new KeyPose(0, pinch, ArmRobot.Opening(_physics)));
        if (subtask.Kind == SubtaskKind.Button)
            PlanPress(grip);
        else
            PlanCarry(grip, lifts: subtask.Kind == SubtaskKind.Cube);
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        DrawNoise();
        // Where the plan is at the end of this control step.
        var (wanted, opening) = At(++_step * environment.Spec.ControlTimestep);
        var pinch = _task.Robot.Pose(_physics);
        Set(action, 0, wanted.X - pinch.X, ArmRobot.PositionScale);
        Set(action, 1, wanted.Y - pinch.Y, ArmRobot.PositionScale);
        Set(action, 2, wanted.Z - pinch.Z, ArmRobot.PositionScale);
        Set(action, 3, wanted.Yaw - pinch.Yaw, ArmRobot.YawScale);
        Set(action, 4, opening - ArmRobot.Opening(_physics), ArmRobot.GripperScale);
    }

    private void PlanPress(in Grip grip)
    {
        var hover = grip.Hold with { Z = grip.Hold.Z + grip.Approach };
        Go(hover, Closed);
        Go(grip.Hold, Closed);
        Wait(Closed, Segment / 2);
        Go(hover, Closed);
    }

    private void PlanCarry(in Grip grip, bool lifts)
    {
        Go(grip.Hold with { Z = grip.Hold.Z + grip.Approach }, Open);
        Wait(Open, Segment / 2);
        Go(grip.Hold, Open);
        Wait(Open, Segment / 2);
        Wait(Closed, Segment / 2);
        Wait(Closed, Segment / 2);
        if (lifts)
        {
            Go(grip.Hold with { Z = grip.Hold.Z + grip.Approach }, Closed);
            Go(grip.Release with { Z = grip.Release.Z + grip.Approach }, Closed);
            Wait(Closed, Segment / 2);
        }
        Go(grip.Release, Closed);
        Wait(Closed, Segment / 2);
        Wait(Open, Segment / 2);
        Go(grip.Release with { Z = grip.Release.Z + grip.Approach }, Open);
    }

    private void Go(in ArmPose pose, double opening)
    {
        var from = _keys[^1].Pose;
        var way = Math.Max(from.DistanceTo(pose) / Speed, Math.Abs(pose.Yaw - from.Yaw) / TurnSpeed);
        Add(pose, opening, Math.Max(Segment, way));
    }

    private void Wait(double opening, double seconds) => Add(_keys[^1].Pose, opening, seconds);

    private void Add(in ArmPose pose, double opening, double seconds) => _keys.Add(new KeyPose(
        _keys[^1].Time + seconds + (Segment * _random.NextDouble(-_jitter, _jitter) * Math.Min(1, seconds / Segment)), pose, opening));

    private (ArmPose Pose, double Opening) At(double time)
    {
        var next = 1;
        while (next < _keys.Count - 1 && _keys[next].Time < time)
            next++;
        var (from, to) = (_keys[next - 1], _keys[next]);
        var share = Math.Clamp((time - from.Time) / (to.Time - from.Time), 0, 1);
        var pose = new ArmPose(
            Mix(from.Pose.X, to.Pose.X), Mix(from.Pose.Y, to.Pose.Y), Mix(from.Pose.Z, to.Pose.Z), Mix(from.Pose.Yaw, to.Pose.Yaw));
        // Fingers are told where to end, not how fast to go.
        return (pose, to.Opening);

        double Mix(double a, double b) => a + (share * (b - a));
    }

    // The plan's own noise is smooth, so that it moves the plan instead of shaking it.
    private void Set(Span<float> action, int k, double difference, double scale)
    {
        var smooth = (_noise[2, k] + (OneAway * (_noise[1, k] + _noise[3, k])) + (TwoAway * (_noise[0, k] + _noise[4, k]))) / Norm;
        action[k] = (float)Math.Clamp((difference / scale) + (noise * smooth), -1, 1);
    }

    private void DrawNoise()
    {
        for (var k = 0; k < 5; k++)
        {
            for (var tap = 0; tap < Taps - 1; tap++)
                _noise[tap, k] = _noise[tap + 1, k];
            _noise[Taps - 1, k] = _random.NextGaussian();
        }
    }

    private readonly record struct KeyPose(double Time, ArmPose Pose, double Opening);
}
