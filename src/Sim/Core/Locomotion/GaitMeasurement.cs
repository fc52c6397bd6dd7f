using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>Lets a robot walk from cell to cell along the paths of a maze, and measures how.</summary>
public static class GaitMeasurement
{
    private const int EpisodeSteps = 1000;

    /// <summary>Walks for a number of control steps, in episodes of 1000.</summary>
    /// <param name="entry">A maze environment.</param>
    /// <param name="steer">The gait.</param>
    /// <param name="noise">Standard deviation of the action noise.</param>
    /// <param name="steps">Control steps, rounded up to whole episodes.</param>
    /// <param name="seed">Decides starts, goals and noise.</param>
    /// <param name="jobs">Worker threads; the result does not depend on it.</param>
    /// <param name="progress">Told the episodes done and to do, by one thread at a time.</param>
    /// <param name="cancel">Stops after the episodes at hand.</param>
    public static GaitReport Run(
        EnvironmentEntry entry, SteeringPolicy steer, double noise, long steps, ulong seed, int jobs,
        Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        var episodes = new Walk[(steps + EpisodeSteps - 1) / EpisodeSteps];
        var (next, done, gate) = (-1, 0, new Lock());
        Workers.Run("walk", Math.Min(jobs, episodes.Length), _ =>
        {
            using var environment = entry.Create();
            for (var k = Interlocked.Increment(ref next); k < episodes.Length && !cancel.IsCancellationRequested; k = Interlocked.Increment(ref next))
            {
                episodes[k] = Play(environment, steer, noise, new RandomStream(seed, $"gait/measure/{entry.Name}", (ulong)k));
                lock (gate)
                    progress?.Invoke(++done, episodes.Length);
            }
        });
        cancel.ThrowIfCancellationRequested();
        return Summarize(entry, noise, seed, episodes);
    }

    private static GaitReport Summarize(EnvironmentEntry entry, double noise, ulong seed, Walk[] episodes)
    {
        var steps = episodes.Sum(walk => (long)walk.Steps);
        var flips = episodes.Count(walk => walk.Fell);
        return new GaitReport
        {
            Environment = entry.Name,
            Noise = noise,
            Seed = seed,
            Steps = steps,
            SpeedMS = episodes.Sum(walk => walk.Progress) / episodes.Sum(walk => walk.Seconds),
            StepsPerCell = (double)steps / Math.Max(1, episodes.Sum(walk => walk.Cells)),
            LongestStay = episodes.Max(walk => walk.LongestStay),
            Flips = flips,
            FlipsPer50000 = flips * 50_000.0 / steps,
            UprightMinimum = episodes.Min(walk => walk.UprightMinimum),
        };
    }

    private static Walk Play(SimEnvironment environment, SteeringPolicy steer, double noise, RandomStream random)
    {
        var (maze, task) = (environment.Spec.Maze!, (MazeTask)environment.Task);
        var falling = task.Robot as IFallingRobot;
        var steering = new NoisySteering(environment, steer, noise);
        var path = new CellPath(task, random);
        var action = new float[environment.Spec.Action.Dim];
        environment.Begin(random, (physics, draws, advance) => task.Begin(path.Start(), physics, draws, advance));
        var walk = new Walk { UprightMinimum = 1 };
        var (x, y) = (environment.Physics.Qpos[0], environment.Physics.Qpos[1]);
        var (cell, stay) = (maze.CellAt(x, y), 0);
        while (walk.Steps < EpisodeSteps && !walk.Fell)
        {
            var (dx, dy) = path.Towards(x, y);
            steering.Act(dx, dy, random, action);
            environment.Step(action);
            var qpos = environment.Physics.Qpos;
            var here = maze.CellAt(qpos[0], qpos[1]);
            stay = here == cell ? stay + 1 : 0;
            var upright = falling?.Upright(qpos) ?? 1;
            walk = walk with
            {
                Steps = walk.Steps + 1,
                Seconds = walk.Seconds + environment.Spec.ControlTimestep,
                Progress = walk.Progress + ((qpos[0] - x) * dx + (qpos[1] - y) * dy) / (Math.Sqrt(dx * dx + dy * dy) + 1e-9),
                Cells = walk.Cells + (here == cell ? 0 : 1),
                LongestStay = Math.Max(walk.LongestStay, stay),
                UprightMinimum = Math.Min(walk.UprightMinimum, upright),
                Fell = upright < 0,
            };
            (x, y, cell) = (qpos[0], qpos[1], here);
        }
        return walk;
    }

    /// <summary>From the centre of one vertex cell to the next; so that no time is spent standing on a goal.</summary>
    private sealed class CellPath(MazeTask task, RandomStream random)
    {
        private readonly MazeNavigator _navigator = new(task.Map.Layout);
        private (int I, int J) _goal;

        public MazeRoute Start()
        {
            var start = _navigator.FreeCells[random.NextInt32(_navigator.FreeCells.Length)];
            _goal = Draw();
            return new MazeRoute(start.I, start.J, _goal.I, _goal.J);
        }

        /// <summary>The way to the centre of the next cell.</summary>
        public (double X, double Y) Towards(double x, double y)
        {
            var here = task.Map.Layout.CellAt(x, y);
            var (dx, dy) = To(_navigator.Next(here, _goal), x, y);
            if (here != _goal || Math.Sqrt(dx * dx + dy * dy) > task.Robot.GoalTolerance)
                return (dx, dy);
            _goal = Draw();
            return To(_navigator.Next(here, _goal), x, y);
        }

        private (double X, double Y) To((int I, int J) cell, double x, double y)
        {
            var center = task.Map.Layout.Center(cell.I, cell.J);
            return (center.X - x, center.Y - y);
        }

        private (int I, int J) Draw() => _navigator.VertexCells[random.NextInt32(_navigator.VertexCells.Length)];
    }

    private readonly record struct Walk(
        int Steps, double Seconds, double Progress, int Cells, int LongestStay, double UprightMinimum, bool Fell);
}
