using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo.Calls;

/// <summary>Ring 3, "abstract visualization".</summary>
internal static unsafe class VisualCalls
{
    internal static SceneHandle MakeScene(nint model, int geoms)
    {
        Ensure.Ok(Visual.hmj_scene_new(model, geoms, out nint scene));
        return new SceneHandle(scene);
    }

    internal static void Update(nint model, nint data, nint option, nint perturb, nint camera, nint scene) =>
        Ensure.Ok(Visual.hmj_scene_update(model, data, option, perturb, camera, scene));

    internal static bool Add(
        nint scene,
        MjGeom type,
        ReadOnlySpan<double> size,
        ReadOnlySpan<double> position,
        ReadOnlySpan<double> matrix,
        ReadOnlySpan<float> colour)
    {
        fixed (double* s = size, p = position, m = matrix)
        fixed (float* c = colour)
            return Visual.hmj_scene_add(scene, (int)type, s, p, m, c) != 0;
    }

    internal static int Select(
        nint model, nint data, nint option, double aspect, double x, double y, nint scene, Span<double> point)
    {
        int geom;
        fixed (double* p = point)
            Ensure.Ok(Visual.hmj_select(model, data, option, aspect, x, y, scene, p, &geom));
        return geom;
    }

    internal static void FrameCamera(nint model, nint camera) => Ensure.Ok(Visual.hmj_camera_frame(model, camera));

    internal static void MoveCamera(nint model, MjMouse action, double dx, double dy, nint scene, nint camera) =>
        Ensure.Ok(Visual.hmj_camera_move(model, (int)action, dx, dy, scene, camera));

    internal static void StartPerturb(nint model, nint data, nint scene, nint perturb) =>
        Ensure.Ok(Visual.hmj_perturb_start(model, data, scene, perturb));

    internal static void MovePerturb(
        nint model, nint data, MjMouse action, double dx, double dy, nint scene, nint perturb) =>
        Ensure.Ok(Visual.hmj_perturb_move(model, data, (int)action, dx, dy, scene, perturb));

    internal static void ApplyForce(nint model, nint data, nint perturb) =>
        Ensure.Ok(Visual.hmj_perturb_force(model, data, perturb));

    internal static void ApplyPose(nint model, nint data, nint perturb, bool paused) =>
        Ensure.Ok(Visual.hmj_perturb_pose(model, data, perturb, paused ? 1 : 0));

    internal static void SetLine(
        nint figure, int index, string name, ReadOnlySpan<float> values, double first, double step)
    {
        fixed (float* v = values)
            Visual.hmj_figure_line(figure, index, Glyphs.Of(name), v, values.Length, first, step);
    }

    /// <summary>The points of a line, x and y in turn.</summary>
    internal static ReadOnlySpan<float> Points(nint figure, int index)
    {
        float* points = Visual.hmj_figure_points(figure, index, out int count);
        return new ReadOnlySpan<float>(points, 2 * count);
    }
}
