// OpenGL: every function needs the context current on the calling thread. C# passes mjrRect by value.
#include "guard.h"

#include <stdlib.h>

static int make_context(const mjModel* m, mjrContext* context, int font_scale) {
  mjr_defaultContext(context);
  HMJ_GUARDED(mjr_makeContext(m, context, font_scale));
  return 0;
}

// The offscreen buffer's size is read from the model; a flat copy of it lets a renderer choose another one. Only mjr_
// functions of newer versions can resize it afterwards.
HMJ_API int hmj_context_new(const mjModel* m, int font_scale, int width, int height, mjrContext** context) {
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

HMJ_API void hmj_rectangle(mjrRect viewport, float r, float g, float b, float a) {
  mjr_rectangle(viewport, r, g, b, a);
}
