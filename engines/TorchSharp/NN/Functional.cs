using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.Linear.Call(input, weights, bias);

            public static Tensor gelu(Tensor x) => x.gelu();

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20)
                => Aten.Softplus.Call(x, beta, threshold);

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05)
                => Aten.LayerNorm.Call(input, normalized_shape, weight, bias, eps);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => Aten.MseLoss.Call(input, target, (long)reduction);

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                => Aten.BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
