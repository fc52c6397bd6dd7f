// The integration state as one vector. MuJoCo has it since 2.3.6; before, the same parts are copied here.
#include "guard.h"

#include <string.h>

#ifdef HMJ_HAS_STATE

HMJ_API int hmj_state_size(const mjModel* m) {
  return (int)mj_stateSize(m, mjSTATE_INTEGRATION);
}

HMJ_API int hmj_get_state(const mjModel* m, const mjData* d, mjtNum* state) {
  HMJ_GUARDED(mj_getState(m, d, state, mjSTATE_INTEGRATION));
  return 0;
}

HMJ_API int hmj_set_state(const mjModel* m, mjData* d, const mjtNum* state) {
  HMJ_GUARDED(mj_setState(m, d, state, mjSTATE_INTEGRATION));
  return 0;
}

#else

typedef struct {
  mjtNum* values;
  int count;
} part;

enum { PARTS = 11 };

static void list_parts(const mjModel* m, const mjData* d, part parts[PARTS]) {
  const part all[PARTS] = {{(mjtNum*)&d->time, 1},
                           {d->qpos, m->nq},
                           {d->qvel, m->nv},
                           {d->act, m->na},
                           {d->qacc_warmstart, m->nv},
                           {d->ctrl, m->nu},
                           {d->qfrc_applied, m->nv},
                           {d->xfrc_applied, 6 * m->nbody},
                           {d->mocap_pos, 3 * m->nmocap},
                           {d->mocap_quat, 4 * m->nmocap},
                           {d->userdata, m->nuserdata}};
  memcpy(parts, all, sizeof all);
}

HMJ_API int hmj_state_size(const mjModel* m) {
  return 1 + m->nq + 3 * m->nv + m->na + m->nu + 6 * m->nbody + 7 * m->nmocap + m->nuserdata;
}

HMJ_API int hmj_get_state(const mjModel* m, const mjData* d, mjtNum* state) {
  part parts[PARTS];
  list_parts(m, d, parts);
  for (int i = 0; i < PARTS; state += parts[i++].count)
    memcpy(state, parts[i].values, (size_t)parts[i].count * sizeof(mjtNum));
  return 0;
}

HMJ_API int hmj_set_state(const mjModel* m, mjData* d, const mjtNum* state) {
  part parts[PARTS];
  list_parts(m, d, parts);
  for (int i = 0; i < PARTS; state += parts[i++].count)
    memcpy(parts[i].values, state, (size_t)parts[i].count * sizeof(mjtNum));
  return 0;
}

#endif
