namespace MuJoCo.Externs;

internal enum FieldKind
{
    /// <summary>The value lies in the struct.</summary>
    Inline,

    /// <summary>The struct holds a pointer to the values.</summary>
    Pointer,
}

internal enum FieldType
{
    Int32,
    Float64,
    Float32,
    Byte,
    Char,
    Int64,
    Struct,
}

/// <summary>Where one C field lies, as the bridge's compiler saw it.</summary>
internal readonly record struct Field(int Index, int Offset, FieldKind Kind, FieldType Type, int Count);
