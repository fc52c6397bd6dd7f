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
