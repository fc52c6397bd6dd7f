using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>What all candidates of a generation go through.</summary>
/// <param name="Seed">The search's seed.</param>
/// <param name="Generation">New ways and noise in each.</param>
/// <param name="Rollouts">Walks of a candidate.</param>
/// <param name="Steps">Control steps of a walk.</param>
/// <param name="Noise">Standard deviation of the action noise by walk.</param>
/// <param name="ClipPenalty">Fitness lost if all torques are at their limit.</param>
internal sealed record GaitTrial(ulong Seed, int Generation, int Rollouts, int Steps, Func<int, double> Noise, double ClipPenalty);

/// <summary>An open field where gaits walk from waypoint to waypoint, on several threads.</summary>
internal sealed class GaitField : IDisposable
{
    private const double FallPenalty = 1.5, DriftPenalty = 0.15;

    private readonly SimEnvironment[] _environments;

    public GaitField(MazeWalker walker, int jobs)
    {
        var open = new MazeMap("field", new MazeLayout(["000", "000", "000"], 4.0), [new(1, 1, 1, 1)]);
        _environments = [.. Enumerable.Range(0, jobs).Select(_ => LocoMaze.Create(walker, open))];
    }

    /// <summary>Metres per second towards the waypoints, less falls, drift and clipped torques, of each gait.</summary>
    public double[] Fitness(IGait[] gaits, GaitTrial trial)
    {
        var scores = new double[gaits.Length * trial.Rollouts];
        var next = -1;
        Workers.Run("walk", _environments.Length, number =>
        {
            for (var k = Interlocked.Increment(ref next); k < scores.Length; k = Interlocked.Increment(ref next))
                scores[k] = Walk(_environments[number], gaits[k / trial.Rollouts], trial, k % trial.Rollouts);
        });
        return [.. Enumerable.Range(0, gaits.Length).Select(k => scores.AsSpan(k * trial.Rollouts, trial.Rollouts).ToArray().Average())];
    }

    public void Dispose()
    {
        foreach (var environment in _environments)
            environment.Dispose();
    }

    private static double Walk(SimEnvironment environment, IGait gait, GaitTrial trial, int rollout)
    {
        const double uprightMinimum = 0.7;
        var random = new RandomStream(trial.Seed, $"gait/walk/{trial.Generation}", (ulong)rollout);
        var robot = ((MazeTask)environment.Task).Robot;
        var clipped = 0;
        var steering = new NoisySteering(
            environment,
            (physics, direction, torques) =>
            {
                gait.Steer(physics, direction, torques);
                foreach (var torque in torques)
                    clipped += Math.Abs(torque) >= 1 ? 1 : 0;
            },
            trial.Noise(rollout));
        var action = new float[environment.Spec.Action.Dim];
        environment.Begin(random, (physics, draws, _) => robot.Reset(physics, draws));
        var way = new Waypoints(random, environment.Physics.Qpos);
        var fell = false;
        for (var step = 0; step < trial.Steps && !fell; step++)
        {
            steering.Act(way.TargetX - environment.Physics.Qpos[0], way.TargetY - environment.Physics.Qpos[1], random, action);
            fell = !TryStep(environment, action);
            if (fell)
                break;
            way.Advance(environment.Physics.Qpos);
            fell = robot is IFallingRobot falling && falling.Upright(environment.Physics.Qpos) < uprightMinimum;
        }
        var seconds = trial.Steps * environment.Spec.ControlTimestep;
        return way.Progress / seconds - DriftPenalty * way.Drift / seconds - (fell ? FallPenalty : 0)
            - trial.ClipPenalty * clipped / (trial.Steps * action.Length);
    }

    // A candidate that blows the simulation up is a bad candidate, not the end of the search.
    private static bool TryStep(SimEnvironment environment, float[] action)
    {
        try
        {
            environment.Step(action);
            return true;
        }
        catch (SimulationFailedException)
        {
            return false;
        }
    }

    /// <summary>Waypoints 4 m apart: straight on (30 %), left or right (30 % each), back (10 %).</summary>
    private sealed class Waypoints
    {
        private const double Spacing = 4.0, Reached = 0.5;

        private readonly RandomStream _random;
        private double _heading, _x, _y;

        public Waypoints(RandomStream random, ReadOnlySpan<double> qpos)
        {
            _random = random;
            _heading = random.NextDouble(-Math.PI, Math.PI);
            (_x, _y) = (qpos[0], qpos[1]);
            (TargetX, TargetY) = (_x + Spacing * Math.Cos(_heading), _y + Spacing * Math.Sin(_heading));
        }

        public double TargetX { get; private set; }

        public double TargetY { get; private set; }

        /// <summary>Metres walked towards the waypoints.</summary>
        public double Progress { get; private set; }

        /// <summary>Metres walked sideways.</summary>
        public double Drift { get; private set; }

        public void Advance(ReadOnlySpan<double> qpos)
        {
            var (dx, dy) = (TargetX - _x, TargetY - _y);
            var distance = Math.Sqrt(dx * dx + dy * dy) + 1e-9;
            var (moveX, moveY) = (qpos[0] - _x, qpos[1] - _y);
            Progress += (moveX * dx + moveY * dy) / distance;
            Drift += Math.Abs(moveX * dy - moveY * dx) / distance;
            (_x, _y) = (qpos[0], qpos[1]);
            if (Math.Sqrt(Math.Pow(TargetX - _x, 2) + Math.Pow(TargetY - _y, 2)) < Reached)
                Turn();
        }

        private void Turn()
        {
            var u = _random.NextDouble();
            _heading += u < 0.3 ? 0 : u < 0.6 ? Math.PI / 2 : u < 0.9 ? -Math.PI / 2 : Math.PI;
            (TargetX, TargetY) = (TargetX + Spacing * Math.Cos(_heading), TargetY + Spacing * Math.Sin(_heading));
        }
    }
}
