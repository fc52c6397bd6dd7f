using MuJoCo.Externs;

namespace MuJoCo.Handles;

/// <summary>Holds a reference to its model, so that the model outlives every data made from it.</summary>
internal sealed class MjDataHandle : MujocoHandle
{
    private readonly MjModelHandle _model;

    internal MjDataHandle(nint pointer, MjModelHandle model)
        : base(pointer, "mjData")
    {
        bool held = false;
        model.DangerousAddRef(ref held);
        _model = model;
    }

    protected override void Free(nint pointer)
    {
        Mujoco.mj_deleteData(pointer);
        _model.DangerousRelease();
    }
}
