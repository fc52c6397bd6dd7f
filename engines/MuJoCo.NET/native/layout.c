// Where every field lies, from the installed header's own X-macros. Old headers say MJMODEL_INTS and
// MJOPTION_SCALARS/VECTORS where new ones say MJMODEL_SIZES and MJOPTION_FIELDS; new ones add arena pointers.
#include "guard.h"

#include <stdbool.h>
#include <stddef.h>

#include <mujoco/mjxmacro.h>

enum { KIND_INLINE, KIND_POINTER };
enum { TYPE_INT32, TYPE_FLOAT64, TYPE_FLOAT32, TYPE_BYTE, TYPE_CHAR, TYPE_INT64, TYPE_STRUCT };
enum {
  TABLE_MODEL, TABLE_DATA, TABLE_OPTION, TABLE_CAMERA, TABLE_VISUAL, TABLE_PERTURB, TABLE_SCENE, TABLE_FIGURE, TABLES
};

#define TYPE_OF(value)                                                                                    \
  _Generic((value), int: TYPE_INT32, unsigned: TYPE_INT32, double: TYPE_FLOAT64, float: TYPE_FLOAT32,      \
           bool: TYPE_BYTE, unsigned char: TYPE_BYTE, char: TYPE_CHAR, long: TYPE_INT64,                   \
           unsigned long: TYPE_INT64, long long: TYPE_INT64, unsigned long long: TYPE_INT64,               \
           default: TYPE_STRUCT)

typedef struct {
  const char* name;
  int offset;
  int kind;
  int type;
  int count;
} field;

#define MEMBER(structure, name) (((structure*)0)->name)
#define SCALAR(structure, name) \
  {#name, offsetof(structure, name), KIND_INLINE, TYPE_OF(MEMBER(structure, name)), 1}
#define VECTOR(structure, name)                                                          \
  {#name, offsetof(structure, name), KIND_INLINE, TYPE_OF(MEMBER(structure, name[0])),   \
   sizeof MEMBER(structure, name) / sizeof MEMBER(structure, name[0])}
#define POINTER(structure, name) \
  {#name, offsetof(structure, name), KIND_POINTER, TYPE_OF(MEMBER(structure, name[0])), 0}

#ifdef MJMODEL_SIZES
#define MODEL_SIZES MJMODEL_SIZES
#else
#define MODEL_SIZES MJMODEL_INTS
#endif

#undef XNV
#define XNV X

static const field model_fields[] = {
#define X(type, name, rows, columns) POINTER(mjModel, name),
    MJMODEL_POINTERS
#undef X
#define X(name) SCALAR(mjModel, name),
    MODEL_SIZES
#undef X
    SCALAR(mjModel, opt), SCALAR(mjModel, vis), SCALAR(mjModel, stat)};

static const field data_fields[] = {
#define X(type, name, rows, columns) POINTER(mjData, name),
    MJDATA_POINTERS
#ifdef MJDATA_ARENA_POINTERS
    MJDATA_ARENA_POINTERS
#endif
#undef X
#define X(type, name) SCALAR(mjData, name),
    MJDATA_SCALAR
#undef X
#define X(type, name, rows, columns) VECTOR(mjData, name),
    MJDATA_VECTOR
#undef X
};

static const field option_fields[] = {
#ifdef MJOPTION_FIELDS
#define X(type, name, size) SCALAR(mjOption, name),
#define XVEC(type, name, size) VECTOR(mjOption, name),
    MJOPTION_FIELDS
#undef X
#undef XVEC
#else
#define X(type, name) SCALAR(mjOption, name),
    MJOPTION_SCALARS
#undef X
#define X(name, size) VECTOR(mjOption, name),
    MJOPTION_VECTORS
#undef X
#endif
};

static const field camera_fields[] = {
    SCALAR(mjvCamera, type),     SCALAR(mjvCamera, fixedcamid), SCALAR(mjvCamera, trackbodyid),
    VECTOR(mjvCamera, lookat),   SCALAR(mjvCamera, distance),   SCALAR(mjvCamera, azimuth),
    SCALAR(mjvCamera, elevation)};

static const field visual_fields[] = {
    SCALAR(mjvOption, label),      SCALAR(mjvOption, frame),       VECTOR(mjvOption, geomgroup),
    VECTOR(mjvOption, sitegroup),  VECTOR(mjvOption, jointgroup),  VECTOR(mjvOption, tendongroup),
    VECTOR(mjvOption, skingroup),  VECTOR(mjvOption, actuatorgroup)};

static const field perturb_fields[] = {
    SCALAR(mjvPerturb, select),  SCALAR(mjvPerturb, active),   SCALAR(mjvPerturb, active2),
    VECTOR(mjvPerturb, refpos),  VECTOR(mjvPerturb, refquat),  VECTOR(mjvPerturb, localpos),
    SCALAR(mjvPerturb, scale)};

static const field scene_fields[] = {
    SCALAR(mjvScene, maxgeom), SCALAR(mjvScene, ngeom), SCALAR(mjvScene, nlight)};

static const field figure_fields[] = {
    SCALAR(mjvFigure, flg_barplot), SCALAR(mjvFigure, linewidth), VECTOR(mjvFigure, title),
    VECTOR(mjvFigure, xlabel),      VECTOR(mjvFigure, xformat),   VECTOR(mjvFigure, yformat)};

#define TABLE(fields) {fields, sizeof fields / sizeof fields[0]}
static const struct {
  const field* fields;
  size_t count;
} tables[TABLES] = {TABLE(model_fields),  TABLE(data_fields),    TABLE(option_fields), TABLE(camera_fields),
                    TABLE(visual_fields), TABLE(perturb_fields), TABLE(scene_fields),  TABLE(figure_fields)};

HMJ_API int hmj_field(int table, int index, const char** name, int* offset, int* kind, int* type, int* count) {
  if ((size_t)index >= tables[table].count) return 0;
  const field* found = &tables[table].fields[index];
  *name = found->name;
  *offset = found->offset;
  *kind = found->kind;
  *type = found->type;
  *count = found->count;
  return 1;
}

// Array sizes in the X-macros are names of sizes of mjModel (bare, or inside MJ_M) or of mjData (inside MJ_D).
#undef MJ_M
#undef MJ_D
#define MJ_M(size) m->size
#define MJ_D(size) d->size

// Pointers come first in their tables, so these numbers are the tables' indices.
enum {
#define X(type, name, rows, columns) MODEL_##name,
  MJMODEL_POINTERS
#undef X
};

enum {
#define X(type, name, rows, columns) DATA_##name,
  MJDATA_POINTERS
#ifdef MJDATA_ARENA_POINTERS
  MJDATA_ARENA_POINTERS
#endif
#undef X
};

typedef struct {
  int64_t rows;
  int64_t columns;
} shape;

static shape model_shape(int index, const mjModel* m) {
  switch (index) {
#define X(type, name, rows, columns) \
  case MODEL_##name:                 \
    return (shape){m->rows, columns};
    MJMODEL_POINTERS
#undef X
  }
  return (shape){0, 0};
}

static shape data_shape(int index, const mjModel* m, const mjData* d) {
  (void)d;
  switch (index) {
#define X(type, name, rows, columns) \
  case DATA_##name:                  \
    return (shape){m->rows, columns};
    MJDATA_POINTERS
#undef X
#ifdef MJDATA_ARENA_POINTERS
#define X(type, name, rows, columns) \
  case DATA_##name:                  \
    return (shape){rows, columns};
    MJDATA_ARENA_POINTERS
#undef X
#endif
  }
  return (shape){0, 0};
}

HMJ_API void hmj_shape(int table, int index, const mjModel* m, const mjData* d, int64_t* rows, int64_t* columns) {
  const field* found = &tables[table].fields[index];
  shape result = {found->count, 1};
  if (found->kind == KIND_POINTER) result = table == TABLE_MODEL ? model_shape(index, m) : data_shape(index, m, d);
  *rows = result.rows;
  *columns = result.columns;
}

// The managed enumeration's order; the header's numbers grew over versions.
HMJ_API int hmj_object(int kind) {
  static const int objects[] = {mjOBJ_BODY,   mjOBJ_JOINT,    mjOBJ_GEOM,    mjOBJ_SITE,     mjOBJ_CAMERA,
                                mjOBJ_LIGHT,  mjOBJ_MESH,     mjOBJ_MATERIAL, mjOBJ_TEXTURE, mjOBJ_EQUALITY,
                                mjOBJ_TENDON, mjOBJ_ACTUATOR, mjOBJ_SENSOR,  mjOBJ_NUMERIC,  mjOBJ_KEY};
  return (size_t)kind < sizeof objects / sizeof objects[0] ? objects[kind] : mjOBJ_UNKNOWN;
}
