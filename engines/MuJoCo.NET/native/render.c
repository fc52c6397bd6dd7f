// OpenGL: every function needs the context current on the calling thread. C# passes mjrRect by value.
#include "guard.h"

#include <dlfcn.h>
#include <stdlib.h>

// By the libraries that MuJoCo itself looks for; one that is not loaded has made no context.
static int has_current_context(void) {
  static const char* const entries[][2] = {{"libGLX.so.0", "glXGetCurrentContext"},
                                           {"libGL.so.1", "glXGetCurrentContext"},
                                           {"libEGL.so.1", "eglGetCurrentContext"},
                                           {"libOSMesa.so.8", "OSMesaGetCurrentContext"}};
  int found = 0;
  for (size_t i = 0; i < sizeof entries / sizeof entries[0] && !found; i++) {
    void* library = dlopen(entries[i][0], RTLD_LAZY | RTLD_NOLOAD);
    if (!library) continue;
    union {
      void* address;
      void* (*current)(void);
    } entry = {.address = dlsym(library, entries[i][1])};
    found = entry.address && entry.current();
    dlclose(library);
  }
  return found;
}

static int make_context(const mjModel* m, mjrContext* context, int font_scale) {
  mjr_defaultContext(context);
  HMJ_GUARDED(mjr_makeContext(m, context, font_scale));
  return 0;
}

// The offscreen buffer's size is read from the model; a flat copy of it lets a renderer choose another one. Only mjr_
// functions of newer versions can resize it afterwards.
// MuJoCo binds OpenGL once per process, in an initialiser that an error must not leave: asked without a context, 2.2
// waits forever the next time. So it is not asked.
HMJ_API int hmj_context_new(const mjModel* m, int font_scale, int width, int height, mjrContext** context) {
  if (!has_current_context()) {
    hmj_set_error("no OpenGL context is current on this thread");
    return 1;
  }
  mjModel sized = *m;
  if (width > 0) sized.vis.global.offwidth = width;
  if (height > 0) sized.vis.global.offheight = height;
  *context = malloc(sizeof **context);
  if (*context && make_context(&sized, *context, font_scale) == 0) return 0;
  if (!*context) hmj_set_error("mjrContext: out of memory");
  free(*context);
  return 1;
}

HMJ_API void hmj_context_free(mjrContext* context) {
  mjr_freeContext(context);
  free(context);
}

HMJ_API int hmj_set_buffer(int buffer, mjrContext* context) {
  HMJ_GUARDED(mjr_setBuffer(buffer, context));
  if (context->currentBuffer == buffer) return 0;
  hmj_set_error(buffer == mjFB_WINDOW ? "OpenGL has no window framebuffer" : "OpenGL has no offscreen framebuffer");
  return 1;
}

HMJ_API void hmj_max_viewport(const mjrContext* context, int* width, int* height) {
  mjrRect viewport = mjr_maxViewport(context);
  *width = viewport.width;
  *height = viewport.height;
}

HMJ_API int hmj_render(mjrRect viewport, mjvScene* scene, const mjrContext* context) {
  HMJ_GUARDED(mjr_render(viewport, scene, context));
  return 0;
}

HMJ_API int hmj_read_pixels(unsigned char* rgb, mjrRect viewport, const mjrContext* context) {
  HMJ_GUARDED(mjr_readPixels(rgb, NULL, viewport, context));
  return 0;
}

HMJ_API int hmj_overlay(int font, int place, mjrRect viewport, const char* first, const char* second,
                        const mjrContext* context) {
  HMJ_GUARDED(mjr_overlay(font, place, viewport, first, second, context));
  return 0;
}

// mjr_text draws into the viewport that the last call left behind; a rectangle that nobody sees sets it without drawing.
HMJ_API int hmj_text(int font, mjrRect viewport, const char* text, float x, float y, float r, float g, float b,
                     const mjrContext* context) {
  if (viewport.width <= 0 || viewport.height <= 0) return 0;
  HMJ_GUARDED(mjr_rectangle(viewport, 0, 0, 0, 0); mjr_text(font, text, context, x, y, r, g, b));
  return 0;
}

HMJ_API int hmj_label(int font, mjrRect area, const char* text, const float* background, const float* color,
                      const mjrContext* context) {
  HMJ_GUARDED(mjr_label(area, font, text, background[0], background[1], background[2], background[3], color[0],
                        color[1], color[2], context));
  return 0;
}

HMJ_API void hmj_rectangle(mjrRect viewport, float r, float g, float b, float a) {
  mjr_rectangle(viewport, r, g, b, a);
}
