using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Tests;

/// <summary>A perfect point: along the cells of a shortest path that avoids teleporters, then straight to the goal.</summary>
internal sealed class GoalWalker
{
    private readonly SimEnvironment _environment;
    private readonly MazeTask _task;
    private readonly MazeNavigator _navigator;

    public GoalWalker(SimEnvironment environment)
    {
        _environment = environment;
        _task = (MazeTask)environment.Task;
        _navigator = new MazeNavigator(WithoutInlets(_task.Map));
    }

    public (bool Success, float Reward, int Steps) Run(int taskId, ulong seed)
    {
        var step = _environment.Reset(taskId, seed);
        var action = new float[2];
        while (!step.IsLast)
        {
            Steer(action);
            step = _environment.Step(action);
        }
        return (step.Success, step.Reward, _environment.StepCount);
    }

    private void Steer(Span<float> action)
    {
        var maze = _task.Map.Layout;
        var (x, y) = (_environment.Physics.Qpos[0], _environment.Physics.Qpos[1]);
        var (from, to) = (maze.CellAt(x, y), maze.CellAt(_task.Goal.X, _task.Goal.Y));
        var next = _navigator.Next(from, to);
        var target = from == to ? _task.Goal : maze.Center(next.I, next.J);
        var length = Math.Max(1e-9, Math.Sqrt((target.X - x) * (target.X - x) + (target.Y - y) * (target.Y - y)));
        (action[0], action[1]) = ((float)((target.X - x) / length), (float)((target.Y - y) / length));
    }

    private static MazeLayout WithoutInlets(MazeMap map)
    {
        var rows = map.Layout.Rows.Select(row => row.ToCharArray()).ToArray();
        foreach (var (i, j) in map.Inlets)
            rows[i][j] = '1';
        return map.Layout with { Rows = [.. rows.Select(row => new string(row))] };
    }
}
