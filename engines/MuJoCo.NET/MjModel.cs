using System.Text;
using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>
/// A compiled model. Treat it as immutable: any number of <see cref="MjData"/> on any threads may share it, as long as
/// nobody calls an <c>Edit…</c> method; make a <see cref="Clone"/> to edit.
/// </summary>
public sealed partial class MjModel : IDisposable
{
    private const string MemoryFile = "model.xml";
    private static readonly Dictionary<string, byte[]> _noFiles = [];

    private MjModel(MjModelHandle handle, string warnings)
    {
        Handle = handle;
        LoadWarnings = warnings;
    }

    /// <summary>What the compiler warned about while it still accepted the model; mostly empty.</summary>
    public string LoadWarnings { get; }

    internal MjModelHandle Handle { get; }

    internal nint Address => Handle.Address;

    internal nint OptionAddress => Address + FieldTable.Model["opt"].Offset;

    /// <summary>Compiles MJCF or URDF text.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="files">Files the document includes or refers to (meshes, textures), by file name.</param>
    /// <exception cref="MuJoCoException">MuJoCo's message about what is wrong with the document.</exception>
    public static MjModel FromXml(string xml, IReadOnlyDictionary<string, byte[]>? files = null)
    {
        ArgumentNullException.ThrowIfNull(xml);
        Dictionary<string, byte[]> all = new(files ?? _noFiles) { [MemoryFile] = Encoding.UTF8.GetBytes(xml) };
        return new MjModel(LoadCalls.Load(MemoryFile, all, out string warnings), warnings);
    }

    /// <summary>Compiles an MJCF or URDF file; what it refers to is looked up on disk, relative to it.</summary>
    /// <exception cref="MuJoCoException">MuJoCo's message; also when there is no such file.</exception>
    public static MjModel FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new MjModel(LoadCalls.Load(path, _noFiles, out string warnings), warnings);
    }

    /// <summary>An independent copy, for edits.</summary>
    public MjModel Clone() => new(LoadCalls.Copy(Handle), LoadWarnings);

    public void Dispose() => Handle.Dispose();
}
