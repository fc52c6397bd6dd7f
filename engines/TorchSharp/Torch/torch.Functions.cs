using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Call(Argument.List([.. tensors]), dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Stack.Call(Argument.List([.. tensors]), dim);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.Where.Call(condition, x, y);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor pow(Tensor input, Tensor exponent) => input.pow(exponent);

    public static Tensor pow(Tensor input, Scalar exponent) => input.pow(exponent);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha)
        => input.addmm(mat1, mat2, beta, alpha);

    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null)
        => input.mean(dimensions, keepdim, type);

    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    public static Tensor max(Tensor input) => input.max();

    public static Tensor max(Tensor input, Tensor other) => input.maximum(other);

    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    public static Tensor min(Tensor input) => input.min();

    public static Tensor min(Tensor input, Tensor other) => input.minimum(other);

    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    public static Tensor argmax(Tensor input) => input.argmax();

    public static Tensor argmin(Tensor input) => input.argmin();

    public static Tensor all(Tensor input) => input.all();

    public static Tensor any(Tensor input) => input.any();

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor isfinite(Tensor input) => input.isfinite();

    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2.0) => Aten.Cdist.Call(x1, x2, p);

    public static int get_num_threads() => NativeMethods.hiql_get_num_threads();

    public static void set_num_threads(int num) => NativeError.Check(NativeMethods.hiql_set_num_threads(num));

    public static int get_num_interop_threads() => NativeMethods.hiql_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => NativeError.Check(NativeMethods.hiql_set_num_interop_threads(num));
}
