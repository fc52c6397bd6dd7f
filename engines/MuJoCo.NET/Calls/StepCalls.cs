using MuJoCo.Externs;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "main simulation". Raw addresses: counting references would cost as much as a small step.</summary>
internal static unsafe class StepCalls
{
    internal static void Step(nint model, nint data, int count) => Ensure.Ok(Bridge.hmj_step(model, data, count));

    internal static void Forward(nint model, nint data) => Ensure.Ok(Bridge.hmj_forward(model, data));

    internal static void Kinematics(nint model, nint data) => Ensure.Ok(Bridge.hmj_kinematics(model, data));

    internal static void SiteJacobian(nint model, nint data, Span<double> translation, Span<double> rotation, int site)
    {
        fixed (double* t = translation, r = rotation)
            Ensure.Ok(Bridge.hmj_jac_site(model, data, t, r, site));
    }
}
