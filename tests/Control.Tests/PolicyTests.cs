using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class PolicyTests
{
    private static readonly float[] Goal = [3f, -2f];

    [Fact]
    public void The_manager_is_asked_at_0_k_2k()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 4);
        var asked = Enumerable.Range(0, 13).Where(step => AsksAt(policy, Goal, step));

        Assert.Equal([0, 4, 8, 12], asked);
    }

    [Fact]
    public void A_reset_asks_at_once_and_counts_from_there()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 4);
        for (var step = 0; step < 6; step++)
            AsksAt(policy, Goal, step);
        policy.Reset();
        var asked = Enumerable.Range(0, 9).Where(step => AsksAt(policy, Goal, step));

        Assert.Equal([0, 4, 8], asked);
    }

    [Fact]
    public void A_moved_goal_asks_at_once()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 4);
        var asked = Enumerable.Range(0, 12).Where(step => AsksAt(policy, step < 6 ? Goal : [0f, 5f], step));

        Assert.Equal([0, 4, 6, 10], asked);
    }

    [Fact]
    public void The_subgoal_is_held_in_between_while_the_worker_sees_every_step()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 3);
        var first = Act(policy, [0f, 0f], Goal);
        var subgoal = policy.Subgoal.ToArray();
        var second = Act(policy, [1f, 1f], Goal);

        Assert.Equal(subgoal, policy.Subgoal.ToArray());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Period_1_is_manager_and_worker_queried_at_every_step()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 1);
        var stream = new RandomStream(0, "test");
        for (var step = 0; step < 50; step++)
        {
            float[] observation = [(float)stream.NextDouble(-4, 4), (float)stream.NextDouble(-4, 4)];
            var subgoal = OnnxBatch.Run(bundle.Manager!, observation, Goal);
            Assert.Equal(OnnxBatch.Run(bundle.Worker, observation, subgoal), Act(policy, observation, Goal));
        }
    }

    [Fact]
    public void A_goal_that_is_near_is_the_subgoal_and_the_manager_is_not_asked()
    {
        const int within = 6;
        using var copy = GraphBundle.WithNearbyGoals(within);
        using var bundle = ControllerBundle.Load(copy.Folder);
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 1);
        var stream = new RandomStream(0, "test");
        var near = 0;
        for (var step = 0; step < 200; step++)
        {
            float[] observation = [(float)stream.NextDouble(-30, 30), (float)stream.NextDouble(-30, 30)];
            Act(policy, observation, Goal);
            // Steps of −1, discounted.
            var isNear = bundle.Values(observation, Goal)[0] >= -(1 - Math.Pow(GraphBundle.Discount, within)) / (1 - GraphBundle.Discount);
            near += isNear ? 1 : 0;
            Assert.Equal(OnnxBatch.Run(isNear ? bundle.GoalRep! : bundle.Manager!, observation, Goal), policy.Subgoal.ToArray());
            Assert.Equal(step + 1 - near, policy.ManagerCalls);
        }
        Assert.InRange(near, 20, 180);
    }

    [Fact]
    public void How_near_is_checked_when_the_bundle_is_loaded_and_used()
    {
        using var zero = GraphBundle.WithNearbyGoals(0);
        Assert.Contains("goal_within: expected at least 1, found 0", Assert.Throws<InputException>(() => ControllerBundle.Load(zero.Folder)).Message, StringComparison.Ordinal);
        using var silent = GraphBundle.WithNearbyGoals(6);
        silent.EditManifest(manifest => manifest["config"] = new JsonObject());
        using var bundle = ControllerBundle.Load(silent.Folder);
        Assert.Contains("config.discount is missing", Assert.Throws<InputException>(() => new HierarchicalPolicy(bundle)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_of_several_actions_does_one_after_the_other_until_the_next_subgoal()
    {
        using var copy = OfTwoActions();
        using var bundle = ControllerBundle.Load(copy.Folder);
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 5);
        float[] asked = [], found = [];
        for (var step = 0; step < 8; step++)
        {
            float[] observation = [step, -step];
            // A decision lasts for two steps; the subgoal of step 5 cuts the third one short.
            if (step is 0 or 2 or 4 or 5 or 7)
                asked = OnnxBatch.Run(bundle.Worker, observation, step < 5 ? OnnxBatch.Run(bundle.Manager!, [0f, 0f], Goal) : OnnxBatch.Run(bundle.Manager!, [5f, -5f], Goal));
            found = [.. found, Act(policy, observation, Goal, actionDim: 1)[0] - asked[step is 1 or 3 or 6 ? 1 : 0]];
        }

        Assert.Equal(new float[8], found);
    }

    [Fact]
    public void The_manager_is_asked_for_parts_and_switches_too_and_V_decides()
    {
        using var bundle = Bundles.LoadShipped("scene");
        using var policy = new HierarchicalPolicy(bundle, managerPeriod: 1);
        var states = bundle.Landmarks.ToArray().Chunk(bundle.Manifest.Environment.Observation.Dim).ToArray();
        var parts = bundle.Manifest.Environment.Success!.Parts;
        var chosen = new int[parts.Count + 1];
        for (var step = 0; step < 150; step++)
        {
            var (observation, goal) = (states[step * 13 % states.Length], states[((step * 7) + 1) % states.Length]);
            // The cube, two switches, drawer and window.
            var asked = parts.Select((part, k) => part.Elements.ToDictionary(element => element, element => k is 1 or 2 ? 1 - observation[element] : goal[element]))
                .Select((changes, k) => k is 1 or 2 || parts[k].Distance(observation, goal) > parts[k].Tolerance
                    ? observation.Select((value, element) => changes.GetValueOrDefault(element, value)).ToArray() : goal);
            float[][] proposals = [.. asked.Prepend(goal).Select(one => OnnxBatch.Run(bundle.Manager!, observation, one))];
            var values = Array.ConvertAll(proposals, proposal => bundle.Values(proposal, goal)[0]);

            Act(policy, observation, goal, actionDim: 5);

            // A batch may differ from its rows in the last bits.
            var best = Array.IndexOf(values, values.Max());
            var found = policy.Subgoal.ToArray();
            Assert.Contains(proposals, proposal =>
                values[Array.IndexOf(proposals, proposal)] > values[best] - 1e-3 && proposal.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4));
            Assert.Equal(step + 1, policy.ManagerCalls);
            chosen[best]++;
        }
        Assert.All(chosen, times => Assert.InRange(times, 1, 149));
    }

    [Theory]
    [InlineData("environment.success is missing")]
    [InlineData("a subgoal is not a whole state")]
    public void What_parts_need_is_checked_when_a_policy_is_made(string missing)
    {
        using var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest =>
        {
            (manifest["format_version"], manifest["goal_parts"]) = (BundleManifest.CurrentFormatVersion, true);
            if (!missing.Contains("success", StringComparison.Ordinal))
                manifest["environment"]!["success"] = JsonNode.Parse("""{"parts": [{"elements": [0, 1], "tolerance": 0.5}]}""");
        });
        using var bundle = ControllerBundle.Load(copy.Folder);

        Assert.Contains($"goal_parts is true, but {missing}", Assert.Throws<InputException>(() => new HierarchicalPolicy(bundle)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_worker_has_decided_comes_back_with_a_saved_state()
    {
        using var copy = OfTwoActions();
        using var bundle = ControllerBundle.Load(copy.Folder);
        foreach (var policy in (IInteractivePolicy[])[new HierarchicalPolicy(bundle, managerPeriod: 5), new FlatPolicy(bundle)])
        {
            using var owned = policy;
            Act(policy, [0f, 0f], Goal, actionDim: 1);
            var bytes = new byte[policy.StateBytes];
            var writer = new StateWriter(bytes);
            policy.SaveState(ref writer);
            var second = Act(policy, [1f, 1f], Goal, actionDim: 1);
            Act(policy, [2f, 2f], Goal, actionDim: 1);
            var reader = new StateReader(bytes);
            policy.RestoreState(ref reader);

            Assert.Equal(second, Act(policy, [9f, 9f], Goal, actionDim: 1));
            policy.Reset();
            Assert.NotEqual(second, Act(policy, [9f, 9f], Goal, actionDim: 1));
            // Half done when the worker was switched off.
            policy.WorkerEnabled = false;
            Assert.Equal([0f], Act(policy, [9f, 9f], Goal, actionDim: 1));
            policy.WorkerEnabled = true;
            var found = Act(policy, [0.5f, 0.5f], Goal, actionDim: 1)[0];
            Assert.Equal(OnnxBatch.Run(bundle.Worker, [0.5f, 0.5f], policy.Subgoal)[0], found);
        }
    }

    [Fact]
    public void How_many_actions_is_checked_when_the_bundle_is_loaded()
    {
        using var none = new BundleCopy(Bundles.Hierarchical);
        none.EditManifest(manifest => (manifest["format_version"], manifest["action_chunk"]) = (BundleManifest.CurrentFormatVersion, 0));
        Assert.Contains("action_chunk: expected at least 1, found 0", Assert.Throws<InputException>(() => ControllerBundle.Load(none.Folder)).Message, StringComparison.Ordinal);
        using var flat = new BundleCopy(Bundles.Flat);
        flat.EditManifest(manifest => (manifest["format_version"], manifest["action_chunk"]) = (BundleManifest.CurrentFormatVersion, 2));
        Assert.Contains("action_chunk: expected 1 for a flat agent", Assert.Throws<InputException>(() => ControllerBundle.Load(flat.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subgoal_has_length_root_rep_dim()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle);
        Act(policy, [0.3f, 0.1f], Goal);

        Assert.Equal(3, policy.Subgoal.ToArray().Sum(z => z * z), 1e-5f);
    }

    [Fact]
    public void Flat_mode_of_a_hierarchical_bundle_shows_the_worker_the_final_goal()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new FlatPolicy(bundle);
        float[] observation = [0.5f, -1f];
        var representation = OnnxBatch.Run(bundle.GoalRep!, observation, Goal);

        Assert.Equal(OnnxBatch.Run(bundle.Worker, observation, representation), Act(policy, observation, Goal));
        Assert.Equal(0, policy.ManagerCalls);
    }

    [Fact]
    public void A_flat_bundles_worker_takes_the_goal_itself()
    {
        using var bundle = Bundles.LoadFlat();
        using var policy = bundle.CreatePolicy();

        Assert.Equal([1f, -0.5f], Act(policy, [0.5f, -1f], [3f, -1.5f]));
    }

    [Fact]
    public void Bound_inputs_are_fresh()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var network = new OnnxNetwork(bundle.Value!);
        var first = network.Run([0f, 0f], [1f, 1f])[0];
        network.Input(0)[0] = 2f;
        network.Run();

        Assert.Equal(first - 1f, network.Output[0], 1e-6f);
    }

    [Fact]
    public void Random_actions_depend_on_the_episode_and_not_on_the_order()
    {
        using var policy = new RandomPolicy(FakeEnvironment.DefaultSpec.Action, seed: 1);
        var first = Draw(policy, 7);
        var other = Draw(policy, 8);

        Assert.Equal(first, Draw(policy, 7));
        Assert.NotEqual(first, other);
        Assert.All(first, value => Assert.InRange(value, -1, 1));
    }

    [Fact]
    public void A_period_below_1_is_refused()
    {
        using var bundle = Bundles.LoadHierarchical();

        Assert.Throws<InputException>(() => new HierarchicalPolicy(bundle, managerPeriod: 0));
    }

    private static float[] Draw(RandomPolicy policy, ulong episode)
    {
        policy.Reset();
        policy.Seed(episode);
        return Act(policy, [0f, 0f], Goal);
    }

    private static bool AsksAt(HierarchicalPolicy policy, float[] goal, int step)
    {
        var before = policy.ManagerCalls;
        Act(policy, [0.1f * step, 0f], goal);
        return policy.ManagerCalls > before;
    }

    // The fixture's worker, whose two numbers are two actions of one number.
    private static BundleCopy OfTwoActions()
    {
        var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest =>
        {
            (manifest["format_version"], manifest["action_chunk"]) = (BundleManifest.CurrentFormatVersion, 2);
            foreach (var (_, list) in manifest["environment"]!["action"]!.AsObject())
                list!.AsArray().RemoveAt(1);
        });
        return copy;
    }

    private static float[] Act(IPolicy policy, float[] observation, float[] goal, int actionDim = 2)
    {
        var action = new float[actionDim];
        policy.Act(observation, goal, action);
        return action;
    }
}
