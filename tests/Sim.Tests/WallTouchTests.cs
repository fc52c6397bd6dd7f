using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Tests;

public sealed class WallTouchTests
{
    [Fact]
    public void A_point_touches_a_wall_when_it_does_not_get_where_it_was_moved()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        var random = new RandomStream(2, "test/touch");
        var action = new float[2];
        var (pushed, missed, imagined, steps) = (0, 0, 0, 0);
        for (ulong seed = 0; seed < 20; seed++)
        {
            environment.Reset(1 + (int)(seed % 5), seed);
            for (var step = 0; step < 200; step++)
            {
                if (step % 25 == 0)
                    StateHash.Draw(random, environment.Spec.Action, action);
                var (x, y) = (environment.Physics.Qpos[0], environment.Physics.Qpos[1]);
                environment.StepFrom([x, y], [0, 0], action);
                var (dx, dy) = (environment.Physics.Qpos[0] - x - (PointRobot.Stride * action[0]), environment.Physics.Qpos[1] - y - (PointRobot.Stride * action[1]));
                var stopped = Math.Abs(dx) + Math.Abs(dy) > 1e-9;
                pushed += stopped ? 1 : 0;
                missed += stopped && environment.TouchesWall is false ? 1 : 0;
                imagined += !stopped && environment.TouchesWall is true ? 1 : 0;
                steps++;
            }
        }

        Assert.InRange(pushed, steps / 10, steps);
        Assert.True(missed <= pushed / 20, $"{missed} of {pushed} missed");
        Assert.True(imagined <= steps / 50, $"{imagined} of {steps} imagined");
    }

    [Fact]
    public void An_ant_touches_a_wall_once_it_has_walked_to_one()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        var maze = environment.Spec.Maze!;
        var cell = maze.FreeCells().First(free => !maze.IsFree(free.I, free.J + 1));
        var (x, y) = maze.Center(cell.I, cell.J);
        environment.Reset(1, 3);
        (environment.Physics.Qpos[0], environment.Physics.Qpos[1]) = (x, y);
        var action = new float[environment.Spec.Action.Dim];

        Step();
        Assert.False(environment.TouchesWall);
        var touched = 0;
        for (var step = 0; step < 80; step++)
        {
            LocoMaze.Ant.Steer(environment.Physics, (1, 0), action);
            Step();
            touched += environment.TouchesWall is true ? 1 : 0;
        }
        Assert.InRange(touched, 20, 80);

        void Step() => environment.StepFrom(environment.Physics.Qpos.ToArray(), environment.Physics.Qvel.ToArray(), action);
    }

    [Fact]
    public void A_table_has_no_walls()
    {
        using var environment = EnvironmentCatalog.Create("cube-single");
        environment.Reset(1, 0);
        Assert.Null(environment.TouchesWall);
    }
}
