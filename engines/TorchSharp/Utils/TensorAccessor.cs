using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A CPU tensor's elements in row-major order, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly IntPtr _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _data = tensor.DataPointer();
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public unsafe T this[params long[] indices]
    {
        get => ((T*)_data)[Offset(indices)];
        set => ((T*)_data)[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous)
        {
            new ReadOnlySpan<T>((T*)_data + tensorIndex, count).CopyTo(target);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            target[i] = ((T*)_data)[Stride(tensorIndex + i)];
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
        => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous)
        {
            source[..count].CopyTo(new Span<T>((T*)_data + tensorIndex, count));
            return;
        }
        for (var i = 0; i < count; i++)
        {
            ((T*)_data)[Stride(tensorIndex + i)] = source[i];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => GC.KeepAlive(_tensor);

    private long Offset(long[] indices) => indices.Length == 1 ? Stride(indices[0]) : Stride(indices);

    private long Stride(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"{index} in a collection of {Count} elements.");
        }
        if (_contiguous)
        {
            return index;
        }
        var offset = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            index = Math.DivRem(index, _shape[i], out var position);
            offset += position * _strides[i];
        }
        return offset;
    }

    private long Stride(long[] indices)
    {
        var offset = 0L;
        for (var i = 0; i < _shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"{indices[i]} in dimension {i} of length {_shape[i]}.");
            }
            offset += indices[i] * _strides[i];
        }
        return offset;
    }
}
