using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => permute(ReversedDimensions());

        public Tensor view(params long[] shape) => Aten.View.Call(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Aten.Reshape.Call(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Flatten.Call(this, start_dim, end_dim);

        public Tensor squeeze(long? dim = null)
            => dim is { } given ? Aten.SqueezeDim.Call(this, given) : Aten.Squeeze.Call(this);

        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Call(this, dim);

        public Tensor t() => Aten.T.Call(this);

        public Tensor transpose(long dim0, long dim1) => Aten.Transpose.Call(this, dim0, dim1);

        public Tensor permute(params long[] permutation) => Aten.Permute.Call(this, permutation);

        public Tensor expand(params long[] sizes) => Aten.Expand.Call(this, sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor repeat(params long[] sizes) => Aten.Repeat.Call(this, sizes);

        public Tensor narrow(long dim, long start, long length) => Aten.Narrow.Call(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Aten.Slice.Call(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Aten.Select.Call(this, dim, index);

        public Tensor index_select(long dim, Tensor index) => Aten.IndexSelect.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Aten.Gather.Call(this, dim, index);

        public Tensor[] split(long size, long dim = 0) => Aten.Split.CallList(this, size, dim);

        public Tensor[] unbind(long dimension = 0L) => Aten.Unbind.CallList(this, dimension);

        private long[] ReversedDimensions()
        {
            var dimensions = new long[ndim];
            for (var i = 0; i < dimensions.Length; i++)
            {
                dimensions[i] = dimensions.Length - 1 - i;
            }
            return dimensions;
        }
    }
}
