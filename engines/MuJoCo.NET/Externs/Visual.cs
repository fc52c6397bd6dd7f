using System.Runtime.InteropServices;

namespace MuJoCo.Externs;

/// <summary>Ring 1: the part of libhiqlmujoco that draws; statuses as in <see cref="Bridge"/>.</summary>
internal static unsafe partial class Visual
{
    private const string Library = Loader.BridgeName;

    static Visual() => Loader.Register();

    [LibraryImport(Library)]
    internal static partial nint hmj_camera_new();

    [LibraryImport(Library)]
    internal static partial nint hmj_visual_new();

    [LibraryImport(Library)]
    internal static partial nint hmj_perturb_new();

    [LibraryImport(Library)]
    internal static partial void hmj_free(nint block);

    /// <summary>Address of one switch; the caller passes a member of <see cref="MjVisualFlag"/>.</summary>
    [LibraryImport(Library)]
    internal static partial byte* hmj_visual_flag(nint option, int flag);

    /// <summary>Address of one switch; the caller passes a member of <see cref="MjRenderFlag"/>.</summary>
    [LibraryImport(Library)]
    internal static partial byte* hmj_render_flag(nint scene, int flag);

    [LibraryImport(Library)]
    internal static partial int hmj_scene_new(nint model, int geoms, out nint scene);

    [LibraryImport(Library)]
    internal static partial void hmj_scene_free(nint scene);

    [LibraryImport(Library)]
    internal static partial int hmj_scene_update(
        nint model, nint data, nint option, nint perturb, nint camera, nint scene);

    [LibraryImport(Library)]
    internal static partial int hmj_scene_add(
        nint scene, int type, double* size, double* position, double* matrix, float* colour);

    [LibraryImport(Library)]
    internal static partial int hmj_select(
        nint model, nint data, nint option, double aspect, double x, double y, nint scene, double* point, int* geom);

    [LibraryImport(Library)]
    internal static partial int hmj_camera_frame(nint model, nint camera);

    [LibraryImport(Library)]
    internal static partial int hmj_camera_move(nint model, int action, double dx, double dy, nint scene, nint camera);

    [LibraryImport(Library)]
    internal static partial int hmj_perturb_start(nint model, nint data, nint scene, nint perturb);

    [LibraryImport(Library)]
    internal static partial int hmj_perturb_move(
        nint model, nint data, int action, double dx, double dy, nint scene, nint perturb);

    [LibraryImport(Library)]
    internal static partial int hmj_perturb_force(nint model, nint data, nint perturb);

    [LibraryImport(Library)]
    internal static partial int hmj_perturb_pose(nint model, nint data, nint perturb, int paused);

    [LibraryImport(Library)]
    internal static partial nint hmj_figure_new();

    [LibraryImport(Library)]
    internal static partial int hmj_figure_max_lines();

    [LibraryImport(Library)]
    internal static partial int hmj_figure_max_points();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void hmj_figure_line(
        nint figure, int index, string name, float* values, int count, double first, double step);

    [LibraryImport(Library)]
    internal static partial float* hmj_figure_points(nint figure, int index, out int count);

    [LibraryImport(Library)]
    internal static partial void hmj_figure_color(nint figure, int index, float r, float g, float b);

    [LibraryImport(Library)]
    internal static partial void hmj_figure_clear(nint figure);

    [LibraryImport(Library)]
    internal static partial void hmj_figure_range(nint figure, int axis, double min, double max);

    [LibraryImport(Library)]
    internal static partial int hmj_figure_draw(MjViewport area, nint figure, nint context);

    [LibraryImport(Library)]
    internal static partial int hmj_context_new(nint model, int fontScale, int width, int height, out nint context);

    [LibraryImport(Library)]
    internal static partial void hmj_context_free(nint context);

    [LibraryImport(Library)]
    internal static partial int hmj_set_buffer(int buffer, nint context);

    [LibraryImport(Library)]
    internal static partial void hmj_max_viewport(nint context, out int width, out int height);

    [LibraryImport(Library)]
    internal static partial int hmj_render(MjViewport viewport, nint scene, nint context);

    [LibraryImport(Library)]
    internal static partial int hmj_read_pixels(byte* rgb, MjViewport viewport, nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int hmj_overlay(
        int font, int place, MjViewport viewport, string first, string second, nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int hmj_text(
        int font, MjViewport viewport, string text, float x, float y, float r, float g, float b, nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int hmj_label(
        int font, MjViewport area, string text, float* background, float* color, nint context);

    [LibraryImport(Library)]
    internal static partial void hmj_rectangle(MjViewport viewport, float r, float g, float b, float a);
}
