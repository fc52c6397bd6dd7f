using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of a Python-like indexing expression.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "The original has no equality either.")]
    [SuppressMessage("Usage", "CA2225", Justification = "The original has no named alternates.")]
    public struct TensorIndex
    {
        public static readonly TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };
        public static readonly TensorIndex None = new() { kind = Kind.None };
        public static readonly TensorIndex Null = new() { kind = Kind.Null };
        public static readonly TensorIndex Colon = Slice();

        internal enum Kind
        {
            None,
            Single,
            Null,
            Ellipsis,
            Tensor,
            Slice,
        }

        internal long? start { get; private set; }

        internal long? stop { get; private set; }

        internal long? step { get; private set; }

        internal Kind kind { get; private set; }

        internal Tensor? tensor { get; private set; }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
            => new() { start = start, stop = stop, step = step, kind = Kind.Slice };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? end = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(start, end);
        }

        public static TensorIndex Single(long? index) => new() { start = index, kind = Kind.Single };

        public static TensorIndex Tensor(Tensor tensor) => new() { tensor = tensor, kind = Kind.Tensor };
    }
}
