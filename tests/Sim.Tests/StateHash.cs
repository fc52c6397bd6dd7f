using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Tests;

/// <summary>The full simulation state as one word, and the random episodes it is taken after.</summary>
internal static class StateHash
{
    public static string Of(SimEnvironment environment)
    {
        var state = new double[environment.Physics.StateSize];
        environment.Physics.GetState(state);
        return Sha256File.OfBytes(MemoryMarshal.AsBytes(state.AsSpan()));
    }

    public static string AfterRandomSteps(SimEnvironment environment, int taskId, ulong seed, int steps)
    {
        var random = new RandomStream(seed, "test/actions");
        var action = new float[environment.Spec.Action.Dim];
        environment.Reset(taskId, seed);
        for (var k = 0; k < steps; k++)
        {
            Draw(random, environment.Spec.Action, action);
            if (environment.Step(action).IsLast)
                environment.Reset(taskId, seed + (ulong)k);
        }
        return Of(environment);
    }

    public static void Draw(RandomStream random, ArraySpec spec, Span<float> action)
    {
        for (var k = 0; k < action.Length; k++)
            action[k] = (float)random.NextDouble(spec.Minimum[k], spec.Maximum[k]);
    }
}
