namespace HiqlRobotics.Learning.Export;

/// <summary>Our layers in standard ONNX operators, in the patterns that ONNX Runtime knows how to fuse.</summary>
internal static class OnnxLayers
{
    /// <summary>The whole perceptron.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="x">Input, shape (batch, inputs).</param>
    /// <param name="network">Its weights.</param>
    /// <param name="name">Prefix of the stored weights.</param>
    public static string Mlp(this OnnxGraphBuilder graph, string x, MlpWeights network, string name)
    {
        if (network.Products is { } products)
            x = graph.Concat(x, graph.Apply("Mul", graph.Pick(x, products.Left), graph.Pick(x, products.Right)));
        for (var i = 0; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            x = graph.Dense(x, layer, $"{name}.{i}");
            if (i == network.Layers.Count - 1)
                break;
            x = graph.Activate(x, network.Activation);
            if (layer.NormScale is not null)
                x = graph.LayerNorm(x, layer, network.NormEpsilon, $"{name}.{i}");
        }
        return x;
    }

    /// <summary>x / ‖x‖₂ · √width, without an epsilon as in both reference codebases.</summary>
    public static string ToSphere(this OnnxGraphBuilder graph, string x, int width)
    {
        var norm = graph.Apply("ReduceL2", [x], OnnxGraphBuilder.Attribute("axes", [-1]), OnnxGraphBuilder.Attribute("keepdims", 1));
        return graph.Apply("Mul", graph.Apply("Div", x, norm), graph.Scalar(MathF.Sqrt(width)));
    }

    /// <summary>(x − mean) / std and its waves, or x itself.</summary>
    public static string Normalize(this OnnxGraphBuilder graph, string x, ObservationNormalizer? normalizer)
    {
        if (normalizer is null)
            return x;
        var mean = graph.Constant($"{x}.mean", normalizer.Mean, normalizer.Mean.Length);
        var std = graph.Constant($"{x}.std", normalizer.Std, normalizer.Std.Length);
        var standard = graph.Apply("Div", graph.Apply("Sub", x, mean), std);
        return normalizer.Waves == 0 ? standard : graph.Concat(standard, graph.Waves(standard, $"{x}.frequencies", normalizer));
    }

    private static string Waves(this OnnxGraphBuilder graph, string x, string name, ObservationNormalizer normalizer)
    {
        var angles = graph.Apply("MatMul", x, graph.Constant(name, normalizer.Frequencies, normalizer.Mean.Length, normalizer.Waves));
        return graph.Concat(graph.Apply("Sin", angles), graph.Apply("Cos", angles));
    }

    /// <summary>The first features.</summary>
    public static string Slice(this OnnxGraphBuilder graph, string x, int width) =>
        graph.Apply("Slice", x, graph.Axes(0), graph.Axes(width), graph.Axes(1));

    /// <summary>The features at these places.</summary>
    public static string Pick(this OnnxGraphBuilder graph, string x, long[] places) =>
        graph.Apply("Gather", [x, graph.Axes(places)], OnnxGraphBuilder.Attribute("axis", 1));

    /// <summary>x · std, from standardised units to those of the observation.</summary>
    public static string Scale(this OnnxGraphBuilder graph, string x, ObservationNormalizer? normalizer) =>
        normalizer is null ? x : graph.Apply("Mul", x, graph.Constant("difference.std", normalizer.Std, normalizer.Std.Length));

    /// <summary>x / std, the way back.</summary>
    public static string Unscale(this OnnxGraphBuilder graph, string x, ObservationNormalizer? normalizer) =>
        normalizer is null ? x : graph.Apply("Div", x, graph.Constant("difference.std", normalizer.Std, normalizer.Std.Length));

    /// <summary>a − b.</summary>
    public static string Subtract(this OnnxGraphBuilder graph, string a, string b) => graph.Apply("Sub", a, b);

    /// <summary>a + b.</summary>
    public static string Add(this OnnxGraphBuilder graph, string a, string b) => graph.Apply("Add", a, b);

    /// <summary>[a; b] along the features.</summary>
    public static string Concat(this OnnxGraphBuilder graph, string a, string b) =>
        graph.Apply("Concat", [a, b], OnnxGraphBuilder.Attribute("axis", -1));

    /// <summary>The mean of values of shape (batch, 1), as shape (batch,).</summary>
    public static string MeanOfHeads(this OnnxGraphBuilder graph, IReadOnlyList<string> heads)
    {
        var sum = heads[0];
        for (var i = 1; i < heads.Count; i++)
            sum = graph.Apply("Add", sum, heads[i]);
        return graph.Apply("Squeeze", graph.Apply("Div", sum, graph.Scalar(heads.Count)), graph.Axes(1));
    }

    /// <summary>−√(‖a − b‖² + floor) of each row, as shape (batch,).</summary>
    public static string NegativeDistance(this OnnxGraphBuilder graph, string a, string b, float floor)
    {
        var difference = graph.Subtract(a, b);
        var square = graph.Apply(
            "ReduceSum", [graph.Apply("Mul", difference, difference), graph.Axes(1)], OnnxGraphBuilder.Attribute("keepdims", 0));
        return graph.Apply("Neg", graph.Apply("Sqrt", graph.Apply("Add", square, graph.Scalar(floor))));
    }

    /// <summary>Clips to [−1, 1].</summary>
    public static string ClipToUnit(this OnnxGraphBuilder graph, string x) =>
        graph.Apply("Clip", x, graph.Scalar(-1), graph.Scalar(1));

    private static string Dense(this OnnxGraphBuilder graph, string x, DenseLayer layer, string name)
    {
        var weight = graph.Constant($"{name}.weight", layer.Weight, layer.Outputs, layer.Inputs);
        var bias = graph.Constant($"{name}.bias", layer.Bias, layer.Outputs);
        return graph.Apply("Gemm", [x, weight, bias], OnnxGraphBuilder.Attribute("transB", 1));
    }

    private static string LayerNorm(this OnnxGraphBuilder graph, string x, DenseLayer layer, float epsilon, string name)
    {
        var scale = graph.Constant($"{name}.norm_scale", layer.NormScale, layer.Outputs);
        var bias = graph.Constant($"{name}.norm_bias", layer.NormBias, layer.Outputs);
        return graph.Apply(
            "LayerNormalization", [x, scale, bias], OnnxGraphBuilder.Attribute("axis", -1), OnnxGraphBuilder.Attribute("epsilon", epsilon));
    }

    private static string Activate(this OnnxGraphBuilder graph, string x, Activation activation) => activation switch
    {
        Activation.GeluErf => graph.GeluErf(x),
        Activation.GeluTanh => graph.GeluTanh(x),
        _ => graph.Apply("Relu", x),
    };

    private static string GeluErf(this OnnxGraphBuilder graph, string x)
    {
        var erf = graph.Apply("Erf", graph.Apply("Div", x, graph.Scalar(MathF.Sqrt(2))));
        var scaled = graph.Apply("Mul", x, graph.Apply("Add", erf, graph.Scalar(1)));
        return graph.Apply("Mul", scaled, graph.Scalar(0.5f));
    }

    private static string GeluTanh(this OnnxGraphBuilder graph, string x)
    {
        var cube = graph.Apply("Mul", graph.Apply("Pow", x, graph.Scalar(3)), graph.Scalar(0.044715f));
        var inner = graph.Apply("Mul", graph.Apply("Add", x, cube), graph.Scalar(MathF.Sqrt(2 / MathF.PI)));
        var gate = graph.Apply("Add", graph.Apply("Tanh", inner), graph.Scalar(1));
        return graph.Apply("Mul", graph.Apply("Mul", x, graph.Scalar(0.5f)), gate);
    }
}
