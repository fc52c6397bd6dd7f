// The abstract scene: what mjv_ functions need, allocated here because the structs' sizes are the header's.
#include "simulate.h"

#include <stdlib.h>

HMJ_API mjvCamera* hmj_camera_new(void) {
  mjvCamera* camera = malloc(sizeof *camera);
  if (camera) mjv_defaultCamera(camera);
  return camera;
}

HMJ_API mjvOption* hmj_visual_new(void) {
  mjvOption* option = malloc(sizeof *option);
  if (option) mjv_defaultOption(option);
  return option;
}

HMJ_API mjvPerturb* hmj_perturb_new(void) {
  mjvPerturb* perturb = malloc(sizeof *perturb);
  if (perturb) mjv_defaultPerturb(perturb);
  return perturb;
}

HMJ_API void hmj_free(void* block) {
  free(block);
}

// The managed enumerations' order; the header's numbers shifted when flags were inserted.
HMJ_API void* hmj_visual_flag(mjvOption* option, int flag) {
  static const int flags[] = {
      mjVIS_CONVEXHULL, mjVIS_TEXTURE,      mjVIS_JOINT,        mjVIS_CAMERA,       mjVIS_ACTUATOR,    mjVIS_ACTIVATION,
      mjVIS_LIGHT,      mjVIS_TENDON,       mjVIS_RANGEFINDER,  mjVIS_CONSTRAINT,   mjVIS_INERTIA,     mjVIS_SCLINERTIA,
      mjVIS_PERTFORCE,  mjVIS_PERTOBJ,      mjVIS_CONTACTPOINT, mjVIS_CONTACTFORCE, mjVIS_CONTACTSPLIT,
      mjVIS_TRANSPARENT, mjVIS_AUTOCONNECT, mjVIS_COM,          mjVIS_SELECT,       mjVIS_STATIC,      mjVIS_SKIN};
  return (size_t)flag < sizeof flags / sizeof flags[0] ? &option->flags[flags[flag]] : NULL;
}

HMJ_API void* hmj_render_flag(mjvScene* scene, int flag) {
  static const int flags[] = {mjRND_SHADOW, mjRND_WIREFRAME, mjRND_REFLECTION, mjRND_ADDITIVE, mjRND_SKYBOX,
                              mjRND_FOG,    mjRND_HAZE,      mjRND_SEGMENT,    mjRND_IDCOLOR,  mjRND_CULL_FACE};
  return (size_t)flag < sizeof flags / sizeof flags[0] ? &scene->flags[flags[flag]] : NULL;
}

static int make_scene(const mjModel* m, mjvScene* scene, int geoms) {
  mjv_defaultScene(scene);
  HMJ_GUARDED(mjv_makeScene(m, scene, geoms));
  return 0;
}

HMJ_API int hmj_scene_new(const mjModel* m, int geoms, mjvScene** scene) {
  *scene = malloc(sizeof **scene);
  if (*scene && make_scene(m, *scene, geoms) == 0) return 0;
  if (!*scene) hmj_set_error("mjvScene: out of memory");
  free(*scene);
  return 1;
}

HMJ_API void hmj_scene_free(mjvScene* scene) {
  mjv_freeScene(scene);
  free(scene);
}

static int update(const mjModel* m, mjData* d, const mjvOption* option, const mjvPerturb* perturb, mjvCamera* camera,
                  mjvScene* scene) {
  HMJ_GUARDED(mjv_updateScene(m, d, option, perturb, camera, mjCAT_ALL, scene));
  return 0;
}

HMJ_API int hmj_scene_update(const mjModel* m, mjData* d, const mjvOption* option, const mjvPerturb* perturb,
                             mjvCamera* camera, mjvScene* scene) {
  hmj_stack mark = hmj_mark(d);
  return update(m, d, option, perturb, camera, scene) ? hmj_rewind(d, mark) : 0;
}

// Gives 0 when the scene is full: a picture without a marker is better than no picture.
HMJ_API int hmj_scene_add(mjvScene* scene, int type, const mjtNum* size, const mjtNum* position, const mjtNum* matrix,
                          const float* colour) {
  if (scene->ngeom >= scene->maxgeom) return 0;
  mjvGeom* geom = &scene->geoms[scene->ngeom++];
  mjv_initGeom(geom, type, size, position, matrix, colour);
  geom->category = mjCAT_DECOR;
  return 1;
}

static int select_geom(const mjModel* m, const mjData* d, const mjvOption* option, double aspect, double x, double y,
                       const mjvScene* scene, mjtNum* point, int* geom) {
  int skin[1] = {-1};
#ifdef HMJ_SELECT_HAS_FLEX
  int flex[1] = {-1};
  HMJ_GUARDED(mjv_select(m, d, option, aspect, x, y, scene, point, geom, flex, skin));
#else
  HMJ_GUARDED(mjv_select(m, d, option, aspect, x, y, scene, point, geom, skin));
#endif
  return 0;
}

HMJ_API int hmj_select(const mjModel* m, const mjData* d, const mjvOption* option, double aspect, double x, double y,
                       const mjvScene* scene, mjtNum* point, int* geom) {
  *geom = -1;
  return select_geom(m, d, option, aspect, x, y, scene, point, geom);
}

HMJ_API int hmj_camera_frame(const mjModel* m, mjvCamera* camera) {
  HMJ_GUARDED(mjv_defaultFreeCamera(m, camera));
  return 0;
}

HMJ_API int hmj_camera_move(const mjModel* m, int action, double dx, double dy, const mjvScene* scene,
                            mjvCamera* camera) {
  HMJ_GUARDED(mjv_moveCamera(m, action, dx, dy, scene, camera));
  return 0;
}

HMJ_API int hmj_perturb_start(const mjModel* m, const mjData* d, const mjvScene* scene, mjvPerturb* perturb) {
  HMJ_GUARDED(mjv_initPerturb(m, d, scene, perturb));
  return 0;
}

HMJ_API int hmj_perturb_move(const mjModel* m, const mjData* d, int action, double dx, double dy,
                             const mjvScene* scene, mjvPerturb* perturb) {
  HMJ_GUARDED(mjv_movePerturb(m, d, action, dx, dy, scene, perturb));
  return 0;
}

HMJ_API int hmj_perturb_force(const mjModel* m, mjData* d, const mjvPerturb* perturb) {
  HMJ_GUARDED(mjv_applyPerturbForce(m, d, perturb));
  return 0;
}

HMJ_API int hmj_perturb_pose(const mjModel* m, mjData* d, const mjvPerturb* perturb, int paused) {
  HMJ_GUARDED(mjv_applyPerturbPose(m, d, perturb, paused));
  return 0;
}
