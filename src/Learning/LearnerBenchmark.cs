using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// A learner on synthetic data, to be timed: the same work per step as a training run (sample, gather, update), without
/// files. The peer script draws from data of the same size.
/// </summary>
public sealed class LearnerBenchmark : IDisposable
{
    private const int Trajectories = 100, RowsPerTrajectory = 1001;

    private readonly TwoLanes _lanes;
    private readonly TrajectoryDataset _data;
    private readonly IAgent _agent;
    private readonly GoalSampler _sampler;
    private readonly BatchIndices _indices;
    private readonly GradientStep _step;

    /// <summary>A fresh agent on 100 random trajectories of 1000 transitions.</summary>
    /// <param name="config">Agent, widths, batch size.</param>
    /// <param name="observationDim">Width of observations and goals.</param>
    /// <param name="actionDim">Width of actions.</param>
    /// <param name="threads">CPU threads of the learner.</param>
    /// <param name="device">Where it trains.</param>
    /// <param name="record">On a GPU, whether steps are recorded and replayed.</param>
    public LearnerBenchmark(HiqlConfig config, int observationDim, int actionDim, int threads, Device device, bool record)
    {
        var random = new RandomStream(0, "bench/learner");
        _lanes = new TwoLanes(config, device, threads);
        _data = Synthetic(observationDim, actionDim, random, device);
        _agent = AgentFactory.Create(config, ObservationScaling.Identity(observationDim), actionDim, seed: 0, device, _lanes);
        _sampler = new GoalSampler(_data.Index, config, random);
        _indices = BatchIndices.For(config);
        _step = new GradientStep(_data, _indices, _agent, average: null, record);
    }

    /// <summary>Gradient steps as in training.</summary>
    /// <param name="count">How many.</param>
    public void Steps(int count)
    {
        for (var step = 0; step < count; step++)
        {
            using var scope = NewDisposeScope();
            _sampler.Sample(_indices);
            _step.Run(_agent.Config.LearningRate, measure: false);
        }
        WaitForDevice();
    }

    /// <summary>Batches as in training, drawn and gathered, but not learned from.</summary>
    /// <param name="count">How many.</param>
    public void Batches(int count)
    {
        for (var batch = 0; batch < count; batch++)
        {
            using var scope = NewDisposeScope();
            _sampler.Sample(_indices);
            _ = Batch.Gather(_data, _indices);
        }
        WaitForDevice();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _step.Dispose();
        _agent.Dispose();
        _data.Dispose();
        _lanes.Dispose();
    }

    // Reading one element back waits for everything before it.
    private void WaitForDevice()
    {
        using var scope = NewDisposeScope();
        _ = _agent.Networks.Actor.Network.Layers[^1].Bias.cpu();
    }

    private static TrajectoryDataset Synthetic(int observationDim, int actionDim, RandomStream random, Device device)
    {
        const int rows = Trajectories * RowsPerTrajectory;
        var terminals = new bool[rows];
        for (var last = RowsPerTrajectory - 1; last < rows; last += RowsPerTrajectory)
            terminals[last] = true;
        var observations = Uniform(rows * observationDim, random);
        var actions = Uniform(rows * actionDim, random);
        return new TrajectoryDataset(
            observations, actions, new TrajectoryIndex(terminals, "synthetic"), ObservationScaling.Identity(observationDim), device);
    }

    private static float[] Uniform(int count, RandomStream random)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)random.NextDouble(-1, 1);
        return values;
    }
}
