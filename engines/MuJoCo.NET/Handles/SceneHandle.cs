using MuJoCo.Externs;

namespace MuJoCo.Handles;

internal sealed class SceneHandle(nint pointer) : MujocoHandle(pointer, "mjvScene")
{
    protected override void Free(nint pointer) => Visual.hmj_scene_free(pointer);
}
