using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// Two OS threads that work on the same gradient step, each with half of the threads for its operators: the losses of
/// an agent are independent given the parameters before the update, and two single-threaded lanes waste no time on
/// splitting small operators. With one thread, or on CUDA, the same work runs in turn on the caller's thread; the
/// numbers depend only on the threads per lane.
/// </summary>
public sealed class TwoLanes : IDisposable
{
    private readonly ManualResetEventSlim _start = new(false);
    private readonly ManualResetEventSlim _done = new(false);
    private readonly Thread? _thread;
    private readonly int _threadsPerLane;
    private Action? _work;
    private Exception? _failure;
    private bool _stopped;

    /// <summary>Lanes for this many threads; the calling thread's operator threads are set to its lane's share.</summary>
    /// <param name="threads">Threads of the whole learner.</param>
    /// <param name="parallel">False keeps everything on the caller's thread (CUDA).</param>
    public TwoLanes(int threads, bool parallel = true)
    {
        Parallel = parallel && threads > 1;
        _threadsPerLane = Parallel ? threads / 2 : threads;
        set_num_threads(_threadsPerLane);
        if (!Parallel)
            return;
        _thread = new Thread(Loop) { IsBackground = true, Name = "hiql value lane" };
        _thread.Start();
    }

    /// <summary>Lanes for an agent: in turn on CUDA, and where its losses are not independent.</summary>
    /// <param name="config">Says which agent.</param>
    /// <param name="device">Where it trains.</param>
    /// <param name="threads">Threads of the whole learner.</param>
    public TwoLanes(HiqlConfig config, Device device, int threads)
        : this(threads, parallel: device.IsCpu() && config.Kind.TwoLanes)
    {
    }

    /// <summary>Whether two threads are used.</summary>
    public bool Parallel { get; }

    /// <summary>
    /// Runs a step. In parallel: <paramref name="first"/> then <paramref name="last"/> on the second thread, beside
    /// <paramref name="beside"/> on this one. In turn: first, beside, last. So <paramref name="beside"/> may wait for
    /// what <paramref name="first"/> opens, and <paramref name="last"/> for what <paramref name="beside"/> opens.
    /// </summary>
    public void Run(Action first, Action beside, Action last, params ReadOnlySpan<Gate> gates)
    {
        foreach (var gate in gates)
            gate.Close();
        if (!Parallel)
        {
            first();
            beside();
            last();
            return;
        }
        var opened = gates.ToArray();
        _work = () => _failure = Guarded(() => { first(); last(); }, opened);
        _done.Reset();
        _start.Set();
        var mine = Guarded(beside, opened);
        _done.Wait();
        if ((mine ?? _failure) is { } failure)
            throw new AggregateException("a lane of the training step failed", failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _start.Set();
        _thread?.Join();
        _start.Dispose();
        _done.Dispose();
    }

    // The other lane must not wait for a lane that has failed.
    private static Exception? Guarded(Action work, Gate[] gates)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception e)
        {
            foreach (var gate in gates)
                gate.Open();
            return e;
        }
    }

    private void Loop()
    {
        set_num_threads(_threadsPerLane);
        while (true)
        {
            _start.Wait();
            _start.Reset();
            if (_stopped)
                return;
            _work!();
            _done.Set();
        }
    }
}
