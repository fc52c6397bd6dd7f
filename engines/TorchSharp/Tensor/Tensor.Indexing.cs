using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = Resolve(indices);
            if (tensors.Count == 0)
            {
                return ReferenceEquals(view, this) ? alias() : view;
            }
            var result = Aten.Index.Call(view, Argument.OptionalList(tensors));
            DisposeStep(view);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, tensors) = Resolve(indices);
            if (tensors.Count == 0)
            {
                view.copy_(value);
            }
            else
            {
                Aten.IndexPutInPlace.Mutate(view, Argument.OptionalList(tensors), value);
            }
            DisposeStep(view);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices)
            => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Applies the views first; what is left are index tensors by dimension of the returned view.</summary>
        private (Tensor View, List<Tensor?> Tensors) Resolve(TensorIndex[] indices)
        {
            var view = this;
            var dimension = 0L;
            var tensors = new List<Tensor?>();
            foreach (var index in indices)
            {
                if (index.kind == TensorIndex.Kind.Ellipsis)
                {
                    dimension += ndim - Consumed(indices);
                    continue;
                }
                if (index.kind == TensorIndex.Kind.Tensor)
                {
                    Pad(tensors, dimension);
                    tensors.Add(index.tensor);
                    dimension++;
                    continue;
                }
                var next = Step(view, index, ref dimension);
                DisposeStep(view);
                view = next;
            }
            return (view, tensors);
        }

        private static Tensor Step(Tensor view, TensorIndex index, ref long dimension) => index.kind switch
        {
            TensorIndex.Kind.Single => view.select(dimension, index.start.GetValueOrDefault()),
            TensorIndex.Kind.Slice => Aten.Slice.Call(view, dimension++, index.start, index.stop, index.step ?? 1),
            _ => view.unsqueeze(dimension++),
        };

        private static long Consumed(TensorIndex[] indices)
        {
            var consumed = 0L;
            foreach (var index in indices)
            {
                consumed += index.kind is TensorIndex.Kind.Single or TensorIndex.Kind.Slice or TensorIndex.Kind.Tensor ? 1 : 0;
            }
            return consumed;
        }

        private static void Pad(List<Tensor?> tensors, long dimension)
        {
            while (tensors.Count < dimension)
            {
                tensors.Add(null);
            }
        }

        private void DisposeStep(Tensor view)
        {
            if (!ReferenceEquals(view, this))
            {
                view.Dispose();
            }
        }
    }
}
