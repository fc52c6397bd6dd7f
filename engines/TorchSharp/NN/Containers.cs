using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other; each gets the previous one's output.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly nn.IModule<Tensor, Tensor>[] _stages;

    internal Sequential(IEnumerable<(string name, nn.Module<Tensor, Tensor> submodule)> modules)
        : base(nameof(Sequential))
    {
        var stages = new List<nn.IModule<Tensor, Tensor>>();
        foreach (var (name, submodule) in modules)
        {
            register_module(name, submodule);
            stages.Add(submodule);
        }
        _stages = [.. stages];
    }

    public override Tensor forward(Tensor tensor)
    {
        if (_stages.Length == 0)
        {
            return tensor.alias();
        }
        using var scope = NewDisposeScope();
        var current = tensor;
        foreach (var stage in _stages)
        {
            current = stage.call(current);
        }
        return current.MoveToOuterDisposeScope();
    }
}

public class ModuleList<T> : nn.Module, IEnumerable<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>))
    {
        foreach (var module in modules)
        {
            Add(module);
        }
    }

    public int Count => _list.Count;

    public T this[int index] => _list[index];

    public void Add(T item)
    {
        register_module(_list.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), item);
        _list.Add(item);
    }

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
