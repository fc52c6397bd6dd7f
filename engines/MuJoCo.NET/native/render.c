// OpenGL: every function needs the context current on the calling thread. mjrRect travels as four numbers.
#include "guard.h"

#include <stdlib.h>

static int make_context(const mjModel* m, mjrContext* context, int font_scale) {
  mjr_defaultContext(context);
  HMJ_GUARDED(mjr_makeContext(m, context, font_scale));
  return 0;
}

HMJ_API int hmj_context_new(const mjModel* m, int font_scale, mjrContext** context) {
  *context = malloc(sizeof **context);
  if (*context && make_context(m, *context, font_scale) == 0) return 0;
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
  return context->currentBuffer == buffer ? 0 : (hmj_set_error("this framebuffer is not available"), 1);
}

HMJ_API void hmj_max_viewport(const mjrContext* context, int* width, int* height) {
  mjrRect viewport = mjr_maxViewport(context);
  *width = viewport.width;
  *height = viewport.height;
}

HMJ_API int hmj_render(int left, int bottom, int width, int height, mjvScene* scene, const mjrContext* context) {
  mjrRect viewport = {left, bottom, width, height};
  HMJ_GUARDED(mjr_render(viewport, scene, context));
  return 0;
}

HMJ_API int hmj_read_pixels(unsigned char* rgb, int left, int bottom, int width, int height,
                            const mjrContext* context) {
  mjrRect viewport = {left, bottom, width, height};
  HMJ_GUARDED(mjr_readPixels(rgb, NULL, viewport, context));
  return 0;
}

HMJ_API int hmj_overlay(int font, int place, int left, int bottom, int width, int height, const char* first,
                        const char* second, const mjrContext* context) {
  mjrRect viewport = {left, bottom, width, height};
  HMJ_GUARDED(mjr_overlay(font, place, viewport, first, second, context));
  return 0;
}

HMJ_API void hmj_rectangle(int left, int bottom, int width, int height, float r, float g, float b, float a) {
  mjrRect viewport = {left, bottom, width, height};
  mjr_rectangle(viewport, r, g, b, a);
}
