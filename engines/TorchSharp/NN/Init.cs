namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class init
        {
            public static Tensor zeros_(Tensor tensor) => Quietly(tensor, static target => target.zero_());

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(tensor, target => target.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Quietly(tensor, target => target.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Quietly(tensor, target => target.normal_(mean, std, generator));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                }
                var field = tensor.numel() / (shape[0] * shape[1]);
                return (shape[1] * field, shape[0] * field);
            }

            private static Tensor Quietly(Tensor tensor, Func<Tensor, Tensor> fill)
            {
                using var noGrad = no_grad();
                return fill(tensor);
            }
        }

        public static partial class utils
        {
            /// <summary>Scales the gradients in place so that their joint norm is at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> parameters, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var noGrad = no_grad();
                var gradients = parameters.Select(parameter => parameter.grad).Where(gradient => gradient is not null).ToList();
                var norms = gradients.Select(gradient => gradient!.norm((float)norm_type)).ToList();
                var total = norms.Count == 0 ? 0.0 : stack(norms).norm((float)norm_type).ToDouble();
                if (total > max_norm)
                {
                    gradients.ForEach(gradient => gradient!.mul_(max_norm / (total + 1e-6)));
                }
                return total;
            }
        }
    }
}
