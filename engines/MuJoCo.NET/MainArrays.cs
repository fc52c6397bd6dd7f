using MuJoCo.Externs;

namespace MuJoCo;

/// <summary>Address and length of one array that stays where it is for the life of its mjData.</summary>
internal readonly unsafe struct NativeArray(double* pointer, int length)
{
    internal readonly double* Pointer = pointer;
    internal readonly int Length = length;
}

/// <summary>The arrays a control loop touches, looked up once so that reading them costs nothing.</summary>
internal sealed unsafe class MainArrays(nint data, MjModel model)
{
    internal readonly NativeArray Qpos = Find("qpos", data, model);
    internal readonly NativeArray Qvel = Find("qvel", data, model);
    internal readonly NativeArray Act = Find("act", data, model);
    internal readonly NativeArray Ctrl = Find("ctrl", data, model);
    internal readonly NativeArray QaccWarmstart = Find("qacc_warmstart", data, model);
    internal readonly NativeArray QfrcApplied = Find("qfrc_applied", data, model);
    internal readonly NativeArray XfrcApplied = Find("xfrc_applied", data, model);
    internal readonly NativeArray MocapPos = Find("mocap_pos", data, model);
    internal readonly NativeArray MocapQuat = Find("mocap_quat", data, model);
    internal readonly NativeArray Userdata = Find("userdata", data, model);
    internal readonly NativeArray Qacc = Find("qacc", data, model);
    internal readonly NativeArray Sensordata = Find("sensordata", data, model);
    internal readonly NativeArray Xpos = Find("xpos", data, model);
    internal readonly NativeArray Xquat = Find("xquat", data, model);
    internal readonly NativeArray Xmat = Find("xmat", data, model);
    internal readonly NativeArray GeomXpos = Find("geom_xpos", data, model);
    internal readonly NativeArray SiteXpos = Find("site_xpos", data, model);
    internal readonly NativeArray SiteXmat = Find("site_xmat", data, model);

    private static NativeArray Find(string name, nint data, MjModel model)
    {
        Span<double> values = FieldTable.Data.Span<double>(name, data, model.Address, data);
        return new NativeArray((double*)FieldTable.Data.Pointer(name, data), values.Length);
    }
}
