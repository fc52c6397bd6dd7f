using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using HiqlRobotics.Learning.Protos;
using static HiqlRobotics.Learning.Protos.AttributeProto.Types;
using static HiqlRobotics.Learning.Protos.TensorProto.Types;

namespace HiqlRobotics.Learning.Export;

/// <summary>
/// Writes an ONNX graph node by node (IR version 8, opset 17, standard operators). A value is the name of what a node
/// gives out; every value is float32 with a leading axis <c>batch</c>. The same calls give the same bytes.
/// </summary>
internal sealed class OnnxGraphBuilder
{
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const string Batch = "batch";
    private readonly GraphProto _graph;

    public OnnxGraphBuilder(string name) => _graph = new GraphProto { Name = name };

    /// <summary>An input of shape (batch, width).</summary>
    public string Input(string name, int width)
    {
        _graph.Input.Add(Describe(name, width));
        return name;
    }

    /// <summary>Names a value as an output of shape (batch, width), or (batch,) where there is no width.</summary>
    public void Output(string name, string value, int? width)
    {
        foreach (var node in _graph.Node)
        {
            Rename(node.Input, value, name);
            Rename(node.Output, value, name);
        }
        _graph.Output.Add(Describe(name, width));
    }

    /// <summary>A constant that is stored in the file.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Store(name, DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A constant without axes; the same number is stored once.</summary>
    public string Scalar(float value)
    {
        var name = $"scalar_{value:R}";
        return _graph.Initializer.Any(tensor => tensor.Name == name) ? name : Constant(name, [value]);
    }

    /// <summary>A list of axes or of places along one, which some operators take as an input.</summary>
    public string Axes(params ReadOnlySpan<long> axes) =>
        Store($"axes_{_graph.Initializer.Count}", DataType.Int64, MemoryMarshal.AsBytes(axes), [axes.Length]);

    /// <summary>Applies an operator and returns its output.</summary>
    public string Apply(string op, params ReadOnlySpan<string> inputs) => Apply(op, inputs, []);

    /// <summary>Applies an operator with attributes and returns its output.</summary>
    public string Apply(string op, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = op, Name = $"{op}_{_graph.Node.Count}" };
        node.Input.AddRange(inputs.ToArray());
        node.Output.Add(node.Name + "_out");
        node.Attribute.AddRange(attributes.ToArray());
        _graph.Node.Add(node);
        return node.Output[0];
    }

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = AttributeType.Int };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, F = value, Type = AttributeType.Float };

    public static AttributeProto Attribute(string name, long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "HiqlRobotics",
            ProducerVersion = "1",
            Graph = _graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return model.ToByteArray();
    }

    private static void Rename(RepeatedField<string> values, string from, string to)
    {
        for (var i = 0; i < values.Count; i++)
            if (values[i] == from)
                values[i] = to;
    }

    private static ValueInfoProto Describe(string name, int? width)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = Batch });
        if (width is { } extent)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = extent });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Store(string name, DataType type, ReadOnlySpan<byte> content, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(content) };
        tensor.Dims.AddRange(shape.ToArray());
        _graph.Initializer.Add(tensor);
        return name;
    }
}
