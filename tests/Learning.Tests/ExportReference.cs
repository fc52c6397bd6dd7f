using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Tests.Learning;

/// <summary>What the exported graphs must compute, written from the definitions in double precision.</summary>
internal static class ExportReference
{
    /// <summary>Drawn inputs with the outputs of every network.</summary>
    public static BundleProbes Probes(PolicyNetworks networks, int count)
    {
        var random = new RandomStream(2, "inputs");
        var observation = Rows(random, count, networks.ObservationDim);
        var goal = Rows(random, count, networks.GoalDim);
        var subgoal = networks.Hierarchical ? Rows(random, count, networks.RepDim) : null;
        double[][]? Each(bool there, Func<double[], double[], double[]> network, double[][] second) =>
            there ? [.. observation.Zip(second, network)] : null;
        return new BundleProbes
        {
            Count = count,
            Observation = Flat(observation)!,
            Goal = Flat(goal)!,
            Subgoal = Flat(subgoal),
            ManagerSubgoal = Flat(Each(networks.Hierarchical, (s, g) => Manager(networks, s, g), goal)),
            WorkerAction = Flat(Each(true, (s, z) => Worker(networks, s, z), subgoal ?? goal))!,
            ValueValue = Flat(Each(networks.HasValue, (s, g) => [Value(networks, s, g)], goal)),
            GoalRepSubgoal = Flat(Each(networks.Hierarchical, (s, g) => GoalRep(networks, s, g), goal)),
        };
    }

    private static double[] Manager(PolicyNetworks networks, double[] s, double[] g)
    {
        var mean = Mlp(networks.HighActor!, [.. Standard(networks, s), .. Standard(networks, g)]);
        return networks.SubgoalRep.IsLatent() ? Sphere(mean)
            : [.. mean.Select((difference, i) => s[i] + difference * (networks.Normalizer?.Std[i] ?? 1))];
    }

    private static double[] Worker(PolicyNetworks networks, double[] s, double[] z)
    {
        var condition = !networks.Hierarchical ? Standard(networks, z) : networks.SubgoalRep.IsLatent() ? z
            : [.. z.Select((v, i) => (v - s[i]) / (networks.Normalizer?.Std[i] ?? 1))];
        return [.. Mlp(networks.LowActor, [.. Standard(networks, s), .. condition]).Select(a => Math.Clamp(a, -1, 1))];
    }

    private static double[] GoalRep(PolicyNetworks networks, double[] s, double[] g)
    {
        if (!networks.SubgoalRep.IsLatent())
            return g[..networks.RepDim];
        if (networks.GoalRepOrder == GoalRepOrder.GoalAlone)
            return Sphere(Mlp(networks.GoalRep!, Standard(networks, g)));
        var (first, second) = networks.GoalRepOrder == GoalRepOrder.ObservationThenGoal ? (s, g) : (g, s);
        return Sphere(Mlp(networks.GoalRep!, [.. Standard(networks, first), .. Standard(networks, second)]));
    }

    private static double Value(PolicyNetworks networks, double[] s, double[] g)
    {
        var condition = !networks.Hierarchical ? Standard(networks, g)
            : networks.SubgoalRep.IsLatent() ? GoalRep(networks, s, g) : Standard(networks, g[..networks.RepDim]);
        if (networks.StateEncoder is { } states)
            return -Math.Sqrt(Mlp(states, Standard(networks, s)).Zip(Mlp(networks.GoalEncoder!, condition), (a, b) => (a - b) * (a - b)).Sum() + 1e-6);
        return networks.ValueHeads.Average(head => Mlp(head, [.. Standard(networks, s), .. condition])[0]);
    }

    private static double[] Mlp(MlpWeights network, double[] x)
    {
        if (network.Products is { } products)
            x = [.. x, .. products.Left.Zip(products.Right, (left, right) => x[left] * x[right])];
        foreach (var layer in network.Layers)
        {
            x = [.. Enumerable.Range(0, layer.Outputs).Select(o => layer.Bias[o] + Dot(layer, o, x))];
            if (layer == network.Layers[^1])
                break;
            x = [.. x.Select(h => Activate(network.Activation, h))];
            if (layer.NormScale is not null)
                x = Norm(layer, x, network.NormEpsilon);
        }
        return x;
    }

    private static double Dot(DenseLayer layer, int output, double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < layer.Inputs; i++)
            sum += (double)layer.Weight[output * layer.Inputs + i] * x[i];
        return sum;
    }

    private static double Activate(Activation activation, double x) => activation switch
    {
        Activation.GeluErf => x * NormalCdf(x),
        Activation.GeluTanh => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        _ => Math.Max(x, 0),
    };

    // Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/15 + …), the series of Marsaglia (2004); beyond 8 it is 0 or 1.
    private static double NormalCdf(double x)
    {
        if (Math.Abs(x) > 8)
            return x > 0 ? 1 : 0;
        var (term, sum) = (x, x);
        for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            sum += term *= x * x / k;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    private static double[] Norm(DenseLayer layer, double[] x, double epsilon)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(h => (h - mean) * (h - mean)) + epsilon);
        return [.. x.Select((h, i) => (h - mean) / deviation * layer.NormScale![i] + layer.NormBias![i])];
    }

    private static double[] Sphere(double[] x)
    {
        var scale = Math.Sqrt(x.Length) / Math.Sqrt(x.Sum(v => v * v));
        return [.. x.Select(v => v * scale)];
    }

    private static double[] Standard(PolicyNetworks networks, double[] x)
    {
        if (networks.Normalizer is not { } n)
            return x;
        double[] standard = [.. x.Select((v, i) => (v - n.Mean[i]) / n.Std[i])];
        // A slice of a state has the waves of the elements it has.
        double[] angles = [.. Enumerable.Range(0, n.Waves).Select(wave => standard.Select((v, i) => v * n.Frequencies[i * n.Waves + wave]).Sum())];
        return [.. standard, .. angles.Select(Math.Sin), .. angles.Select(Math.Cos)];
    }

    private static double[][] Rows(RandomStream random, int count, int width) =>
        [.. Enumerable.Range(0, count).Select(_ => ExportSamples.Draw(random, width, 1.5).Select(v => (double)v).ToArray())];

    private static float[]? Flat(double[][]? rows) => rows?.SelectMany(row => row).Select(v => (float)v).ToArray();
}
