using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Learning.Tests.Support;

/// <summary>The formulas of the fact sheets in plain doubles, written without a look at the tensor code.</summary>
internal static class Reference
{
    public static double[] Forward(Mlp network, double[] input)
    {
        var x = input;
        for (var layer = 0; layer < network.Layers.Count; layer++)
        {
            x = Affine(network.Layers[layer], x);
            if (layer == network.Layers.Count - 1)
                break;
            x = [.. x.Select(value => Activate(value, network.Shape.Activation))];
            if (network.Shape.LayerNorm)
                x = Normalize(network.Layers[layer], x);
        }
        return x;
    }

    public static double[] Phi(AgentNetworks networks, HiqlConfig config, double[] s, double[] g)
    {
        return Phi(networks.GoalRep, config, s, g);
    }

    private static double[] Phi(GoalRep? rep, HiqlConfig config, double[] s, double[] g)
    {
        if (!config.SubgoalRep.IsLatent())
            return config.SubgoalRep == SubgoalRep.State ? g : g[..2];
        var x = Forward(rep!.Network, config.SubgoalRep == SubgoalRep.PhiGoal ? g : config.RepGoalFirst ? [.. g, .. s] : [.. s, .. g]);
        var length = Math.Sqrt(x.Sum(value => value * value));
        return [.. x.Select(value => value / length * Math.Sqrt(config.RepDim))];
    }

    /// <summary>What the manager's mean is compared with and what the worker reads: φ of the target, or the difference to it.</summary>
    public static double[] Regressand(AgentNetworks networks, HiqlConfig config, double[] s, double[] target)
    {
        var rep = Phi(networks, config, s, target);
        return config.SubgoalRep.IsLatent() ? rep : [.. rep.Select((value, i) => value - s[i])];
    }

    public static (double First, double Second) Heads(GCValue value, double[] s, double[] condition)
    {
        double[] input = [.. s, .. condition];
        return (Forward(value.First, input)[0], Forward(value.Second, input)[0]);
    }

    public static double MeanValue(AgentNetworks networks, HiqlConfig config, double[] s, double[] g)
    {
        if (networks.Latent is { } latent)
            return Distance(latent, s, Phi(networks, config, s, g));
        var (first, second) = Heads(networks.Value!, s, config.Hierarchical ? Phi(networks, config, s, g) : g);
        return (first + second) / 2;
    }

    public static double ValueLoss(AgentNetworks networks, HiqlConfig config, Rows batch)
    {
        var sum = 0.0;
        for (var b = 0; b < batch.Count; b++)
        {
            var (s, next, g) = (batch.Observations[b], batch.Backups[b], batch.ValueGoals[b]);
            double[] Condition(double[] state) => config.Hierarchical ? Phi(networks, config, state, g) : g;
            var (v1, v2) = Heads(networks.Value!, s, Condition(s));
            var (t1, t2) = Heads(networks.TargetValue!, s, Condition(s));
            var (n1, n2) = Heads(networks.TargetValue!, next, Condition(next));
            var advantage = batch.Rewards[b] + batch.Discounts[b] * Math.Min(n1, n2) - (t1 + t2) / 2;
            var weight = advantage >= 0 ? config.Expectile : 1 - config.Expectile;
            sum += weight * Math.Pow(batch.Rewards[b] + batch.Discounts[b] * n1 - v1, 2);
            sum += weight * Math.Pow(batch.Rewards[b] + batch.Discounts[b] * n2 - v2, 2);
        }
        return sum / batch.Count;
    }

    private static double Distance(LatentDistance value, double[] s, double[] rep) =>
        -Math.Sqrt(Forward(value.States, s).Zip(Forward(value.Goals, rep), (a, b) => (a - b) * (a - b)).Sum() + 1e-6);

    /// <summary>LAVL's first term: the expectile of one head, its side from the target copies of V and φ.</summary>
    public static double LatentValueLoss(AgentNetworks networks, HiqlConfig config, Rows batch) => Enumerable.Range(0, batch.Count).Average(b =>
    {
        var (s, g) = (batch.Observations[b], batch.ValueGoals[b]);
        double Target(double[] state) => Distance(networks.TargetLatent!, state, Phi(networks.TargetGoalRep, config, state, g));
        var q = batch.Rewards[b] + batch.Discounts[b] * Target(batch.Backups[b]);
        return (q < Target(s) ? 1 - config.Expectile : config.Expectile) * Math.Pow(q - MeanValue(networks, config, s, g), 2);
    });

    /// <summary>LAVL's second term, at the states of the next rows.</summary>
    public static double ContinuityLoss(AgentNetworks networks, HiqlConfig config, Rows batch) => Enumerable.Range(0, batch.Count).Average(b =>
    {
        var elsewhere = batch.Observations[(b + 1) % batch.Count];
        var jump = MeanValue(networks, config, batch.Nexts[b], elsewhere) - MeanValue(networks, config, batch.Observations[b], elsewhere);
        var delta = 1 - (1 - config.Discount) * networks.ValueAverage!.item<float>();
        return 0.1 * Math.Log(1 + Math.Exp(10 * (jump * jump - delta * delta)));
    });

    /// <summary>The smaller Q of both heads.</summary>
    public static double SmallestQ(GCValue critic, double[] s, double[] g, double[] a)
    {
        var (first, second) = Heads(critic, s, [.. g, .. a]);
        return Math.Min(first, second);
    }

    public static double CriticLoss(AgentNetworks networks, Rows batch) => Enumerable.Range(0, batch.Count).Average(b =>
    {
        var (first, second) = Heads(networks.Critic!, batch.Observations[b], [.. batch.ValueGoals[b], .. batch.Actions[b]]);
        var target = batch.Rewards[b] + batch.Discounts[b] * Forward(networks.Value!.First, [.. batch.Backups[b], .. batch.ValueGoals[b]])[0];
        return Math.Pow(first - target, 2) + Math.Pow(second - target, 2);
    });

    /// <summary>V against the smaller target Q of the data's action.</summary>
    public static double ImplicitValueLoss(AgentNetworks networks, HiqlConfig config, Rows batch) => Enumerable.Range(0, batch.Count).Average(b =>
    {
        var (s, g) = (batch.Observations[b], batch.ValueGoals[b]);
        var u = SmallestQ(networks.TargetCritic!, s, g, batch.Actions[b]) - Forward(networks.Value!.First, [.. s, .. g])[0];
        return (u < 0 ? 1 - config.Expectile : config.Expectile) * u * u;
    });

    /// <summary>−mean Q(s, g, π)/mean|Q|, where π is clipped.</summary>
    public static double ClimbLoss(AgentNetworks networks, Rows batch)
    {
        double[] q =
        [
            .. Enumerable.Range(0, batch.Count).Select(b =>
            {
                var (s, g) = (batch.Observations[b], batch.ActorGoals![b]);
                return SmallestQ(networks.Critic!, s, g, [.. Forward(networks.Actor.Network, [.. s, .. g]).Select(a => Math.Clamp(a, -1, 1))]);
            }),
        ];
        return -q.Average() / (q.Average(Math.Abs) + 1e-6);
    }

    /// <summary>−mean[min(exp(α A), 100) log N(target; mean, σ)].</summary>
    public static double RegressionLoss(
        GCActor actor, int count, Func<int, double> weight, Func<int, double[]> input, Func<int, double[]> target)
    {
        var sum = 0.0;
        var logStd = actor.LogStd?.data<float>().ToArray();
        for (var b = 0; b < count; b++)
        {
            var (mean, wanted) = (Forward(actor.Network, input(b)), target(b));
            var logProb = 0.0;
            for (var d = 0; d < mean.Length; d++)
            {
                var log = Math.Clamp(logStd?[d] ?? 0.0, -5, 2);
                logProb += -0.5 * Math.Pow((wanted[d] - mean[d]) / Math.Exp(log), 2) - log - 0.5 * Math.Log(2 * Math.PI);
            }
            sum -= weight(b) * logProb;
        }
        return sum / count;
    }

    public static double Weight(double advantage, double alpha) => Math.Min(Math.Exp(alpha * advantage), 100);

    private static double[] Affine(Dense layer, double[] x)
    {
        var (weight, bias) = (layer.Weight.data<float>().ToArray(), layer.Bias.data<float>().ToArray());
        var y = new double[bias.Length];
        for (var o = 0; o < y.Length; o++)
        {
            y[o] = bias[o];
            for (var i = 0; i < x.Length; i++)
                y[o] += weight[o * x.Length + i] * x[i];
        }
        return y;
    }

    private static double[] Normalize(Dense layer, double[] x)
    {
        var (scale, shift) = (layer.NormWeight!.data<float>().ToArray(), layer.NormBias!.data<float>().ToArray());
        var mean = x.Average();
        var variance = x.Average(value => Math.Pow(value - mean, 2));
        return [.. x.Select((value, i) => (value - mean) / Math.Sqrt(variance + 1e-6) * scale[i] + shift[i])];
    }

    private static double Activate(double x, Activation activation) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.GeluErf => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        _ => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
    };

    // Maclaurin series where it converges well; beyond, 1 − erf is below 2e-8, the precision of what it is compared with.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4)
            return Math.Sign(x);
        var (sum, term) = (x, x);
        for (var n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
