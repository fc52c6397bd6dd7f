using System.Runtime.ExceptionServices;

namespace HiqlRobotics.Sim;

/// <summary>The same work on several threads at once; what one of them throws reaches the caller instead of ending the process.</summary>
internal static class Workers
{
    /// <summary>Returns when all are done.</summary>
    /// <param name="name">What the threads are called, e.g. in a debugger.</param>
    /// <param name="count">Threads.</param>
    /// <param name="work">Takes the number of its thread, from 0.</param>
    public static void Run(string name, int count, Action<int> work)
    {
        ExceptionDispatchInfo? failure = null;
        var threads = new Thread[count];
        for (var k = 0; k < count; k++)
        {
            var number = k;
            threads[k] = new Thread(() =>
            {
                try
                {
                    work(number);
                }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                }
            })
            { IsBackground = true, Name = $"{name} {k}" };
            threads[k].Start();
        }
        foreach (var thread in threads)
            thread.Join();
        failure?.Throw();
    }
}
