using MuJoCo.Externs;

namespace MuJoCo.Calls;

/// <summary>Ring 3: the integration state as one vector.</summary>
internal static unsafe class StateCalls
{
    internal static void Get(nint model, nint data, Span<double> state)
    {
        fixed (double* values = state)
            Ensure.Ok(Bridge.hmj_get_state(model, data, values));
    }

    internal static void Set(nint model, nint data, ReadOnlySpan<double> state)
    {
        fixed (double* values = state)
            Ensure.Ok(Bridge.hmj_set_state(model, data, values));
    }
}
