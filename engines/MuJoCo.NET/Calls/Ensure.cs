using MuJoCo.Externs;

namespace MuJoCo.Calls;

internal static unsafe class Ensure
{
    internal static void Ok(int status)
    {
        if (status != 0)
            throw new MuJoCoException(Utf8.Text(Bridge.hmj_last_error()));
    }
}
