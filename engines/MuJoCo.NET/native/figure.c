// Plots. What mjvFigure holds per line is filled here: how many lines and points there is room for is the header's
// choice. Only drawing needs OpenGL.
#include "guard.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MuJoCo's own figure is opaque, black and has no lines inside; this one lets the scene through.
static void set_style(mjvFigure* figure) {
  static const float board[4] = {0.05f, 0.06f, 0.08f, 0.6f};
  static const float pane[4] = {0, 0, 0, 0.25f};
  static const float legend[4] = {0, 0, 0, 0.4f};
  memcpy(figure->figurergba, board, sizeof board);
  memcpy(figure->panergba, pane, sizeof pane);
  memcpy(figure->legendrgba, legend, sizeof legend);
  figure->linewidth = 2;
  figure->gridsize[0] = figure->gridsize[1] = 3;
  snprintf(figure->xformat, sizeof figure->xformat, "%%.3g");
  snprintf(figure->yformat, sizeof figure->yformat, "%%.3g");
  // Room for the labels of changing values, so that the pane keeps its place.
  snprintf(figure->minwidth, sizeof figure->minwidth, "-0.000");
}

HMJ_API mjvFigure* hmj_figure_new(void) {
  mjvFigure* figure = malloc(sizeof *figure);
  if (!figure) return NULL;
  mjv_defaultFigure(figure);
  set_style(figure);
  // Both ranges automatic; extending would make a range that is set later only the smallest one.
  memset(figure->range, 0, sizeof figure->range);
  figure->flg_extend = 0;
  return figure;
}

HMJ_API int hmj_figure_max_lines(void) {
  return mjMAXLINE;
}

HMJ_API int hmj_figure_max_points(void) {
  return mjMAXLINEPNT;
}

static int is_point(double x, float y) {
  return isfinite((float)x) && isfinite(y);
}

// The renderer joins points to a line, or in a bar plot every two of them: a bar stands on zero.
HMJ_API void hmj_figure_line(mjvFigure* figure, int index, const char* name, const float* values, int count,
                             double first, double step) {
  int bars = figure->flg_barplot;
  int room = bars ? mjMAXLINEPNT / 2 : mjMAXLINEPNT;
  int oldest = count;
  for (; oldest > 0 && room > 0; oldest--) room -= is_point(first + (oldest - 1) * step, values[oldest - 1]);

  float* next = figure->linedata[index];
  for (int i = oldest; i < count; i++) {
    double x = first + i * step;
    if (!is_point(x, values[i])) continue;
    if (bars) {
      *next++ = (float)x;
      *next++ = 0;
    }
    *next++ = (float)x;
    *next++ = values[i];
  }
  figure->linepnt[index] = (int)(next - figure->linedata[index]) / 2;
  snprintf(figure->linename[index], sizeof figure->linename[index], "%s", name);
}

HMJ_API const float* hmj_figure_points(const mjvFigure* figure, int index, int* count) {
  *count = figure->linepnt[index];
  return figure->linedata[index];
}

HMJ_API void hmj_figure_color(mjvFigure* figure, int index, float r, float g, float b) {
  float* color = figure->linergb[index];
  color[0] = r;
  color[1] = g;
  color[2] = b;
}

// A name alone would stay in the legend.
HMJ_API void hmj_figure_clear(mjvFigure* figure) {
  memset(figure->linepnt, 0, sizeof figure->linepnt);
  memset(figure->linename, 0, sizeof figure->linename);
}

// An axis without a range follows its points; MuJoCo takes equal ends for that.
HMJ_API void hmj_figure_range(mjvFigure* figure, int axis, double min, double max) {
  float ends[2] = {(float)min, (float)max};
  int fixed = isfinite(ends[0]) && isfinite(ends[1]) && ends[0] < ends[1];
  figure->range[axis][0] = fixed ? ends[0] : 0;
  figure->range[axis][1] = fixed ? ends[1] : 0;
}

HMJ_API int hmj_figure_draw(mjrRect area, mjvFigure* figure, const mjrContext* context) {
  HMJ_GUARDED(mjr_figure(area, figure, context));
  return 0;
}
