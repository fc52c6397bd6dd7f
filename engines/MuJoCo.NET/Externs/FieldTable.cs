using System.Collections.Frozen;

namespace MuJoCo.Externs;

/// <summary>Fields of one C struct by name, read once from the bridge.</summary>
internal sealed unsafe class FieldTable
{
    private static readonly Lazy<FieldTable> _model = new(static () => new("mjModel", 0));
    private static readonly Lazy<FieldTable> _data = new(static () => new("mjData", 1));
    private static readonly Lazy<FieldTable> _option = new(static () => new("mjOption", 2));
    private static readonly Lazy<FieldTable> _camera = new(static () => new("mjvCamera", 3));
    private static readonly Lazy<FieldTable> _visual = new(static () => new("mjvOption", 4));
    private static readonly Lazy<FieldTable> _perturb = new(static () => new("mjvPerturb", 5));
    private static readonly Lazy<FieldTable> _scene = new(static () => new("mjvScene", 6));
    private static readonly Lazy<FieldTable> _figure = new(static () => new("mjvFigure", 7));

    private readonly string _struct;
    private readonly int _table;
    private readonly FrozenDictionary<string, Field> _fields;

    private FieldTable(string @struct, int table)
    {
        _struct = @struct;
        _table = table;
        _fields = Read(table).ToFrozenDictionary();
    }

    internal static FieldTable Model => _model.Value;
    internal static FieldTable Data => _data.Value;
    internal static FieldTable Option => _option.Value;
    internal static FieldTable Camera => _camera.Value;
    internal static FieldTable VisualOption => _visual.Value;
    internal static FieldTable Perturb => _perturb.Value;
    internal static FieldTable Scene => _scene.Value;
    internal static FieldTable Figure => _figure.Value;

    internal IEnumerable<string> Names => _fields.Keys;

    internal Field this[string name] => _fields.TryGetValue(name, out Field field)
        ? field
        : throw new ArgumentException($"{_struct} of this MuJoCo version has no field '{name}'", nameof(name));

    /// <summary>The field's values inside one struct; the span lives as long as the struct.</summary>
    internal Span<T> Span<T>(string name, nint instance, nint model, nint data)
        where T : unmanaged
    {
        Field field = this[name];
        RequireType<T>(field, name);
        Bridge.hmj_shape(_table, field.Index, model, data, out long rows, out long columns);
        return new Span<T>((void*)Address(field, instance), checked((int)(rows * columns)));
    }

    internal nint Pointer(string name, nint instance) => Address(this[name], instance);

    /// <summary>Reads a size, whose C type is int in old and 64-bit in new versions.</summary>
    internal int Integer(string name, nint instance)
    {
        Field field = this[name];
        byte* address = (byte*)instance + field.Offset;
        return field.Type switch
        {
            FieldType.Int32 => *(int*)address,
            FieldType.Int64 => checked((int)*(long*)address),
            _ => throw new ArgumentException($"{_struct}.{name} is {field.Type}, not an integer", nameof(name)),
        };
    }

    private static nint Address(Field field, nint instance)
    {
        nint address = instance + field.Offset;
        return field.Kind == FieldKind.Pointer ? *(nint*)address : address;
    }

    private void RequireType<T>(Field field, string name)
        where T : unmanaged
    {
        if (!Matches<T>(field.Type))
            throw new ArgumentException($"{_struct}.{name} holds {field.Type}, not {typeof(T).Name}", nameof(name));
    }

    private static bool Matches<T>(FieldType type) => type switch
    {
        FieldType.Int32 => typeof(T) == typeof(int),
        FieldType.Float64 => typeof(T) == typeof(double),
        FieldType.Float32 => typeof(T) == typeof(float),
        FieldType.Byte or FieldType.Char => typeof(T) == typeof(byte),
        FieldType.Int64 => typeof(T) == typeof(long),
        _ => false,
    };

    private static Dictionary<string, Field> Read(int table)
    {
        Dictionary<string, Field> fields = [];
        for (int index = 0;
             Bridge.hmj_field(table, index, out byte* name, out int offset, out int kind, out int type, out int count) != 0;
             index++)
            fields.Add(Utf8.Text(name), new Field(index, offset, (FieldKind)kind, (FieldType)type, count));
        return fields;
    }
}
