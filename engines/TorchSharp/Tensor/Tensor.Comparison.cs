using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.Eq.Call(this, target);

        public Tensor eq(Scalar target) => Aten.EqScalar.Call(this, target);

        public Tensor ne(Tensor target) => Aten.Ne.Call(this, target);

        public Tensor ne(Scalar target) => Aten.NeScalar.Call(this, target);

        public Tensor lt(Tensor target) => Aten.Lt.Call(this, target);

        public Tensor lt(Scalar target) => Aten.LtScalar.Call(this, target);

        public Tensor le(Tensor target) => Aten.Le.Call(this, target);

        public Tensor le(Scalar target) => Aten.LeScalar.Call(this, target);

        public Tensor gt(Tensor target) => Aten.Gt.Call(this, target);

        public Tensor gt(Scalar target) => Aten.GtScalar.Call(this, target);

        public Tensor ge(Tensor target) => Aten.Ge.Call(this, target);

        public Tensor ge(Scalar target) => Aten.GeScalar.Call(this, target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
            => Aten.Allclose.CallValue(this, target, rtol, atol, equal_nan).Payload != 0;

        public bool Equals(Tensor target) => target is not null && Aten.Equal.CallValue(this, target).Payload != 0;

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
