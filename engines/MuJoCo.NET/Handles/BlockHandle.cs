using MuJoCo.Externs;

namespace MuJoCo.Handles;

/// <summary>A plain C struct that the bridge allocated because only the header knows its size.</summary>
internal sealed class BlockHandle(nint pointer, string kind) : MujocoHandle(pointer, kind)
{
    protected override void Free(nint pointer) => Visual.hmj_free(pointer);
}
