using MuJoCo.Externs;

namespace MuJoCo.Handles;

/// <summary>
/// Freeing calls OpenGL, which is right only on the thread that owns the context. The finalizer's thread does not, so
/// a leaked context gives back its memory and leaves the OpenGL objects to the end of the OpenGL context.
/// </summary>
internal sealed class RenderContextHandle(nint pointer) : MujocoHandle(pointer, "mjrContext")
{
    protected override void Free(nint pointer)
    {
        if (Disposed)
            Visual.hmj_context_free(pointer);
        else
            Visual.hmj_free(pointer);
    }
}
