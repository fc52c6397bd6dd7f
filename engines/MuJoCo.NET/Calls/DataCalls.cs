using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "initialization": making, copying and resetting data.</summary>
internal static class DataCalls
{
    internal static MjDataHandle Make(MjModelHandle model)
    {
        Ensure.Ok(Bridge.hmj_make_data(model.Address, out nint data));
        return new MjDataHandle(data, model);
    }

    internal static void Copy(nint model, nint destination, nint source) =>
        Ensure.Ok(Bridge.hmj_copy_data(model, destination, source));

    internal static void Reset(nint model, nint data) => Ensure.Ok(Bridge.hmj_reset(model, data));

    internal static void ResetKeyframe(nint model, nint data, int key) =>
        Ensure.Ok(Bridge.hmj_reset_keyframe(model, data, key));
}
