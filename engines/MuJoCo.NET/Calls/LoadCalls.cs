using System.Runtime.InteropServices;
using System.Text;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "parse and compile": text or file to model.</summary>
internal static unsafe class LoadCalls
{
    private const int TextCapacity = 2000;

    /// <summary>The parser keeps the last XML in a global; loads are rare, so they take turns.</summary>
    private static readonly Lock _gate = new();

    internal static MjModelHandle Load(string path, IReadOnlyDictionary<string, byte[]> files, out string warnings)
    {
        byte*[] names = new byte*[files.Count];
        byte*[] contents = new byte*[files.Count];
        int[] sizes = new int[files.Count];
        List<GCHandle> pins = Pin(files, names, contents, sizes);
        try
        {
            fixed (byte** name = names, content = contents)
            fixed (int* size = sizes)
                return Load(path, files.Count, name, content, size, out warnings);
        }
        finally
        {
            pins.ForEach(static pin => pin.Free());
        }
    }

    internal static MjModelHandle Copy(MjModelHandle source)
    {
        Ensure.Ok(Bridge.hmj_copy_model(source.Address, out nint model));
        GC.KeepAlive(source);
        return new MjModelHandle(model);
    }

    private static MjModelHandle Load(
        string path, int count, byte** names, byte** contents, int* sizes, out string warnings)
    {
        byte* text = stackalloc byte[TextCapacity];
        nint model;
        fixed (byte* file = ZeroTerminated(path))
        {
            lock (_gate)
                Ensure.Ok(Bridge.hmj_load(file, count, names, contents, sizes, text, TextCapacity, out model));
        }

        warnings = Utf8.Text(text).Trim();
        return new MjModelHandle(model);
    }

    private static List<GCHandle> Pin(
        IReadOnlyDictionary<string, byte[]> files, byte*[] names, byte*[] contents, int[] sizes)
    {
        List<GCHandle> pins = [];
        int index = 0;
        foreach ((string name, byte[] content) in files)
        {
            names[index] = Pinned(ZeroTerminated(name), pins);
            contents[index] = Pinned(content, pins);
            sizes[index++] = content.Length;
        }

        return pins;
    }

    private static byte* Pinned(byte[] bytes, List<GCHandle> pins)
    {
        GCHandle pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        pins.Add(pin);
        return (byte*)pin.AddrOfPinnedObject();
    }

    private static byte[] ZeroTerminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
