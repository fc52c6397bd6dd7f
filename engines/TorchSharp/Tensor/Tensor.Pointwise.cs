using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.Abs.Call(this);

        public Tensor neg() => Aten.Neg.Call(this);

        public Tensor exp() => Aten.Exp.Call(this);

        public Tensor exp_() => Aten.ExpInPlace.Mutate(this);

        public Tensor log() => Aten.Log.Call(this);

        public Tensor sqrt() => Aten.Sqrt.Call(this);

        public Tensor sqrt_() => Aten.SqrtInPlace.Mutate(this);

        public Tensor rsqrt() => Aten.Rsqrt.Call(this);

        public Tensor square() => Aten.Square.Call(this);

        public Tensor reciprocal() => Aten.Reciprocal.Call(this);

        public Tensor sin() => Aten.Sin.Call(this);

        public Tensor cos() => Aten.Cos.Call(this);

        public Tensor tanh() => Aten.Tanh.Call(this);

        public Tensor erf() => Aten.Erf.Call(this);

        public Tensor sigmoid() => Aten.Sigmoid.Call(this);

        public Tensor relu() => Aten.Relu.Call(this);

        public Tensor relu_() => Aten.ReluInPlace.Mutate(this);

        public Tensor gelu() => Aten.Gelu.Call(this);

        public Tensor softplus() => Aten.Softplus.Call(this);

        public Tensor pow(Tensor exponent) => Aten.PowTensor.Call(this, exponent);

        public Tensor pow(Scalar exponent) => Aten.PowScalar.Call(this, exponent);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp.Call(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.ClampInPlace.Mutate(this, min, max);

        public Tensor minimum(Tensor other) => Aten.Minimum.Call(this, other);

        public Tensor maximum(Tensor other) => Aten.Maximum.Call(this, other);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.MaskedFill.Call(this, mask, value);

        public Tensor isnan() => Aten.IsNan.Call(this);

        public Tensor isinf() => Aten.IsInf.Call(this);

        public Tensor isfinite() => Aten.IsFinite.Call(this);

        public Tensor logical_and(Tensor other) => Aten.LogicalAnd.Call(this, other);

        public Tensor logical_or(Tensor other) => Aten.LogicalOr.Call(this, other);

        public Tensor logical_not() => Aten.LogicalNot.Call(this);

        public Tensor bitwise_and(Tensor other) => Aten.BitwiseAnd.Call(this, other);

        public Tensor bitwise_or(Tensor other) => Aten.BitwiseOr.Call(this, other);

        public Tensor bitwise_not() => Aten.BitwiseNot.Call(this);
    }
}
