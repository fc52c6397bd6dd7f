using MuJoCo.Externs;

namespace MuJoCo.Handles;

internal sealed class MjModelHandle(nint pointer) : MujocoHandle(pointer, "mjModel")
{
    protected override void Free(nint pointer) => Mujoco.mj_deleteModel(pointer);
}
