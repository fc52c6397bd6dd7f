using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Tests;

/// <summary>Hiding walls out of reach must not change one bit of the physics.</summary>
public sealed class NearbyWallsTests
{
    public static TheoryData<string> Environments =>
        [.. EnvironmentCatalog.Names.Where(name => name.Contains("maze", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Environments))]
    public void A_robot_that_walks_into_walls_feels_exactly_what_it_feels_among_all_of_them(string name)
    {
        using var near = EnvironmentCatalog.Create(name);
        using var all = WithAllWalls(near);
        var entry = EnvironmentCatalog.Entry(name);
        var maze = near.Spec.Maze!;
        var random = new RandomStream(4, $"test/{name}");
        var action = new float[near.Spec.Action.Dim];
        foreach (var cell in maze.FreeCells().Where((_, k) => k % 7 == 0))
        {
            var (x, y) = maze.Center(cell.I, cell.J);
            near.Reset(1, 3);
            (near.Physics.Qpos[0], near.Physics.Qpos[1]) = (x + random.NextDouble(-1, 1), y + random.NextDouble(-1, 1));
            var state = new double[near.Physics.StateSize];
            near.Physics.GetState(state);
            all.Physics.SetState(state);
            var angle = random.NextDouble(-Math.PI, Math.PI);
            for (var step = 0; step < 60; step++)
            {
                entry.Steer!(near.Physics, (Math.Cos(angle), Math.Sin(angle)), action);
                StepFromOwnState(near, action);
                StepFromOwnState(all, action);
                Assert.Equal(StateHash.Of(all), StateHash.Of(near));
            }
        }
    }

    [Fact]
    public void One_that_is_thrown_across_the_maze_does_too()
    {
        using var near = EnvironmentCatalog.Create("antmaze-medium");
        using var all = WithAllWalls(near);
        var random = new RandomStream(5, "test/throw");
        var action = new float[8];
        for (var k = 0; k < 40; k++)
        {
            near.Reset(1, (ulong)k);
            (near.Physics.Qpos[0], near.Physics.Qpos[1]) = (random.NextDouble(-8, 24), random.NextDouble(-8, 24));
            (near.Physics.Qvel[0], near.Physics.Qvel[1]) = (random.NextDouble(-60, 60), random.NextDouble(-60, 60));
            near.Physics.Qpos.CopyTo(all.Physics.Qpos);
            near.Physics.Qvel.CopyTo(all.Physics.Qvel);
            for (var step = 0; step < 5; step++)
            {
                StepFromOwnState(near, action);
                StepFromOwnState(all, action);
                Assert.Equal(all.Physics.Qpos.ToArray(), near.Physics.Qpos.ToArray());
            }
        }
    }

    [Fact]
    public void The_model_that_is_drawn_keeps_every_wall_in_its_place()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-giant");
        var before = environment.Physics.Model.GeomPos.ToArray();

        StateHash.AfterRandomSteps(environment, taskId: 2, seed: 1, steps: 20);

        Assert.Equal(before, environment.Physics.Model.GeomPos.ToArray());
    }

    private static SimEnvironment WithAllWalls(SimEnvironment like)
    {
        var map = ((MazeTask)like.Task).Map;
        var walker = like.Spec.Name.StartsWith("ant", StringComparison.Ordinal) ? LocoMaze.Ant : LocoMaze.Point;
        return new SimEnvironment(like.Spec, new Physics(like.Physics.Mjcf), new MazeTask(map, walker.CreateRobot()));
    }

    private static void StepFromOwnState(SimEnvironment environment, float[] action) =>
        environment.StepFrom(environment.Physics.Qpos.ToArray(), environment.Physics.Qvel.ToArray(), action);
}
