using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.Add.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => Aten.Add.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => Aten.AddScalar.Call(this, scalar);

        public Tensor add_(Tensor target) => Aten.AddInPlace.Mutate(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Aten.AddInPlace.Mutate(this, target, alpha);

        public Tensor add_(Scalar scalar) => Aten.AddScalarInPlace.Mutate(this, scalar);

        public Tensor sub(Tensor target) => Aten.Sub.Call(this, target);

        public Tensor sub(Scalar target) => Aten.SubScalar.Call(this, target);

        public Tensor sub_(Tensor target) => Aten.SubInPlace.Mutate(this, target);

        public Tensor sub_(Scalar target) => Aten.SubScalarInPlace.Mutate(this, target);

        public Tensor mul(Tensor target) => Aten.Mul.Call(this, target);

        public Tensor mul(Scalar target) => Aten.MulScalar.Call(this, target);

        public Tensor mul_(Tensor target) => Aten.MulInPlace.Mutate(this, target);

        public Tensor mul_(Scalar target) => Aten.MulScalarInPlace.Mutate(this, target);

        public Tensor div(Tensor target) => Aten.Div.Call(this, target);

        public Tensor div(Scalar target) => Aten.DivScalar.Call(this, target);

        public Tensor div_(Tensor target) => Aten.DivInPlace.Mutate(this, target);

        public Tensor div_(Scalar target) => Aten.DivScalarInPlace.Mutate(this, target);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value)
            => Aten.Addcmul.Call(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
            => Aten.AddcmulInPlace.Mutate(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value)
            => Aten.Addcdiv.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
            => Aten.AddcdivInPlace.Mutate(this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Lerp.Call(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Aten.LerpInPlace.Mutate(this, end, weight);

        public Tensor mm(Tensor target) => Aten.Mm.Call(this, target);

        public Tensor matmul(Tensor target) => Aten.Matmul.Call(this, target);

        public Tensor bmm(Tensor batch2) => Aten.Bmm.Call(this, batch2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
            => Aten.Addmm.Call(this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor copy_(Tensor source) => Aten.CopyInPlace.Mutate(this, source);

        public Tensor fill_(Scalar value) => Aten.FillInPlace.Mutate(this, value);

        public Tensor zero_() => Aten.ZeroInPlace.Mutate(this);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null)
            => Aten.NormalInPlace.Mutate(this, mean, std, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null)
            => Aten.UniformInPlace.Mutate(this, from, to, generator);
    }
}
