using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning.Tests;

public sealed class GradientStepTests
{
    private const long Resumed = 2;

    public static TheoryData<string> Agents => ["hiql", "lavl", "gcivl", "gciql", "gcbc"];

    [Fact]
    public void Rows_written_over_others_gather_the_same_batch()
    {
        using var scope = NewDisposeScope();
        var config = Toy.Config() with { LowActorBatchSize = 24 };
        using var data = Toy.Dataset();
        var indices = BatchIndices.For(config);
        var sampler = new GoalSampler(data.Index, config, new RandomStream(3, "tests/rows"));
        sampler.Sample(indices);
        using var rows = BatchRows.Of(indices, CPU).Detach();
        sampler.Sample(indices);
        rows.Write(indices);

        var (fresh, written) = (Batch.Gather(data, indices), Batch.Gather(data, indices, rows));

        Assert.Equal(Values(fresh), Values(written));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void A_step_is_the_agents_update_and_then_the_averages(double decay)
    {
        var config = Toy.Config() with { EmaDecay = decay };
        var stepped = Train(config, CPU, steps: 5, record: true, learningRate: _ => 1e-2);
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Create(config, CPU, lanes);
        using var average = decay > 0 ? new WeightAverage(agent.Networks, decay) : null;
        foreach (var adam in agent.Optimizers)
            adam.StepCount = Resumed;
        var (indices, sampler) = Sampler(data, config);
        for (var step = 0; step < 5; step++)
        {
            sampler.Sample(indices);
            agent.Update(Batch.Gather(data, indices), 1e-2, measure: false);
            average?.Update();
        }

        Assert.Equal(Weights(agent, average), stepped);
    }

    [CudaTheory]
    [MemberData(nameof(Agents))]
    public void Recorded_steps_end_in_the_same_bytes_as_steps_operator_by_operator(string agent)
    {
        var config = OnGpu(agent) with { EmaDecay = 0.9, FilterNanGradients = true };
        double Falling(int step) => 1e-2 / (1 + step);

        Assert.Equal(
            Train(config, CUDA, steps: 12, record: false, Falling, measured: 7), Train(config, CUDA, steps: 12, record: true, Falling, measured: 7));
    }

    [CudaTheory]
    [MemberData(nameof(Agents))]
    public void A_GPU_learns_what_a_CPU_learns(string agent)
    {
        var config = OnGpu(agent);
        var (there, here) = (Train(config, CUDA, steps: 8, record: true, _ => 1e-2), Train(config, CPU, steps: 8, record: true, _ => 1e-2));

        Assert.Equal(here.Length, there.Length);
        for (var i = 0; i < here.Length; i++)
            Assert.Equal(here[i], there[i], 1e-3f);
    }

    private static HiqlConfig OnGpu(string agent) => Toy.Config(agent) with
    {
        SubgoalRep = agent == "lavl" ? SubgoalRep.PhiGoal : SubgoalRep.Phi,
        LowActorBatchSize = agent == "hiql" ? 24 : 0,
        LowActorRepGrad = agent is "hiql" or "lavl",
    };

    private static float[] Train(HiqlConfig config, Device device, int steps, bool record, Func<int, double> learningRate, int measured = -1)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset(device);
        using var agent = Create(config, device, lanes);
        using var average = config.EmaDecay > 0 ? new WeightAverage(agent.Networks, config.EmaDecay) : null;
        var (indices, sampler) = Sampler(data, config);
        using var gradientStep = new GradientStep(data, indices, agent, average, record);
        // As after a resume: early steps are longer, so one that is counted wrong is seen.
        foreach (var adam in agent.Optimizers)
            adam.StepCount = Resumed;
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            sampler.Sample(indices);
            Assert.True(gradientStep.Run(learningRate(step), measure: step == measured).IsFinite);
        }
        Assert.All(agent.Optimizers, adam => Assert.Equal(Resumed + steps, adam.StepCount));
        return Weights(agent, average);
    }

    private static IAgent Create(HiqlConfig config, Device device, TwoLanes lanes) =>
        AgentFactory.Create(config, ObservationScaling.Identity(Toy.ObservationDim), Toy.ActionDim, seed: 7, device, lanes);

    private static (BatchIndices Indices, GoalSampler Sampler) Sampler(TrajectoryDataset data, HiqlConfig config) =>
        (BatchIndices.For(config), new GoalSampler(data.Index, config, new RandomStream(2, "tests/steps")));

    private static float[] Weights(IAgent agent, WeightAverage? average) =>
        [.. agent.Networks.NamedParameters().Select(named => (Tensor)named.Tensor).Concat(average?.NamedParameters().Select(named => named.Tensor) ?? []).SelectMany(Numbers)];

    private static float[] Values(Batch batch) =>
        [.. new[] { batch.Observations, batch.NextObservations, batch.BackupObservations, batch.ValueGoals, batch.Actions, batch.Rewards, batch.Discounts,
            batch.HighActorGoals!, batch.HighActorTargets!, batch.Worker!.Observations, batch.Worker.Goals, batch.Worker.Actions }.SelectMany(Numbers)];

    private static float[] Numbers(Tensor tensor) => tensor.cpu().contiguous().data<float>().ToArray();
}
