using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>What of the model is shown (<c>mjvOption</c>).</summary>
public sealed unsafe class MjVisualOption : IDisposable
{
    private readonly BlockHandle _handle = new(Visual.hmj_visual_new(), "mjvOption");

    /// <summary>Visible geom groups, 6 switches: 0 off, 1 on.</summary>
    public Span<byte> GeomGroups => Bytes("geomgroup");

    /// <summary>Visible site groups, 6 switches: 0 off, 1 on.</summary>
    public Span<byte> SiteGroups => Bytes("sitegroup");

    /// <summary>Switches one kind of element.</summary>
    public bool this[MjVisualFlag flag]
    {
        get => *Visual.hmj_visual_flag(Address, (int)flag) != 0;
        set => *Visual.hmj_visual_flag(Address, (int)flag) = value ? (byte)1 : (byte)0;
    }

    internal nint Address => _handle.Address;

    public void Dispose() => _handle.Dispose();

    private Span<byte> Bytes(string name) => FieldTable.VisualOption.Span<byte>(name, Address, 0, 0);
}
