using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// One training step after another: gathers what was drawn, has the agent learn from it, and takes the weights into their
/// average. On a GPU, where such a step costs its launches, it is recorded once and replayed; steps that are measured, and
/// the first few, run operator by operator.
/// </summary>
public sealed class GradientStep : IDisposable
{
    // Libraries make their handles and workspaces in the first steps, which cannot be recorded.
    private const int WarmUpSteps = 3;

    private readonly TrajectoryDataset _data;
    private readonly BatchIndices _indices;
    private readonly IAgent _agent;
    private readonly WeightAverage? _average;
    private readonly BatchRows? _rows;
    private CudaGraph? _recorded;
    private int _warm;

    /// <summary>Steps on a dataset; everything stays the caller's.</summary>
    /// <param name="data">What is drawn from.</param>
    /// <param name="indices">What was drawn, anew before every step.</param>
    /// <param name="agent">Learns.</param>
    /// <param name="average">Follows the agent's weights; null for none.</param>
    /// <param name="record">Whether to record where the device can.</param>
    public GradientStep(TrajectoryDataset data, BatchIndices indices, IAgent agent, WeightAverage? average, bool record)
    {
        (_data, _indices, _agent, _average) = (data, indices, agent, average);
        var device = data.Observations.device;
        if (record && device.CanRecord())
            _rows = BatchRows.Of(indices, device).Detach();
    }

    /// <summary>One step with what is drawn now; leaves its batch to the caller's dispose scope.</summary>
    /// <param name="learningRate">Adam's step size for this step.</param>
    /// <param name="measure">Whether to read metrics back, which waits for the device.</param>
    /// <exception cref="HiqlException">The step cannot be recorded; says how to train without.</exception>
    public StepReport Run(double learningRate, bool measure)
    {
        if (_rows is null || measure || _warm < WarmUpSteps)
        {
            _warm++;
            return Learn(Batch.Gather(_data, _indices), learningRate, measure);
        }
        Replay(_rows, learningRate);
        return new StepReport(IsFinite: true, Metrics: null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorded?.Dispose();
        _rows?.Dispose();
    }

    private void Replay(BatchRows rows, double learningRate)
    {
        rows.Write(_indices);
        foreach (var adam in _agent.Optimizers)
            adam.SetRate(learningRate);
        if (_recorded is null)
            _recorded = Record(rows, learningRate);
        else
            CountReplay();
        _recorded.Replay();
    }

    private CudaGraph Record(BatchRows rows, double learningRate)
    {
        try
        {
            return CudaGraph.Record(() => Learn(Batch.Gather(_data, _indices, rows), learningRate, measure: false));
        }
        catch (ExternalException e)
        {
            throw new HiqlException($"a training step cannot be recorded on this GPU: {e.Message}; train with --cuda-graph off", e);
        }
    }

    private StepReport Learn(Batch batch, double learningRate, bool measure)
    {
        var report = _agent.Update(batch, learningRate, measure);
        _average?.Update();
        return report;
    }

    private void CountReplay()
    {
        foreach (var adam in _agent.Optimizers)
            adam.CountReplay();
    }
}
