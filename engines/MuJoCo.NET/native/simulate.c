#include "simulate.h"

HMJ_API int hmj_make_data(const mjModel* m, mjData** data) {
  HMJ_GUARDED(*data = mj_makeData(m));
  if (*data) return 0;
  hmj_set_error("mj_makeData: out of memory");
  return 1;
}

HMJ_API int hmj_copy_data(const mjModel* m, mjData* destination, const mjData* source) {
  HMJ_GUARDED(mj_copyData(destination, m, source));
  return 0;
}

static int step(const mjModel* m, mjData* d, int count) {
  HMJ_GUARDED(for (int i = 0; i < count; i++) mj_step(m, d));
  return 0;
}

static int forward(const mjModel* m, mjData* d) {
  HMJ_GUARDED(mj_forward(m, d));
  return 0;
}

static int kinematics(const mjModel* m, mjData* d) {
  HMJ_GUARDED(mj_kinematics(m, d); mj_comPos(m, d); mj_camlight(m, d); mj_tendon(m, d));
  return 0;
}

HMJ_API int hmj_step(const mjModel* m, mjData* d, int count) {
  hmj_stack mark = hmj_mark(d);
  return step(m, d, count) ? hmj_rewind(d, mark) : 0;
}

HMJ_API int hmj_forward(const mjModel* m, mjData* d) {
  hmj_stack mark = hmj_mark(d);
  return forward(m, d) ? hmj_rewind(d, mark) : 0;
}

HMJ_API int hmj_kinematics(const mjModel* m, mjData* d) {
  hmj_stack mark = hmj_mark(d);
  return kinematics(m, d) ? hmj_rewind(d, mark) : 0;
}

// Needs the poses of hmj_kinematics and nothing else.
HMJ_API int hmj_jac_site(const mjModel* m, const mjData* d, mjtNum* translation, mjtNum* rotation, int site) {
  HMJ_GUARDED(mj_jacSite(m, d, translation, rotation, site));
  return 0;
}

HMJ_API int hmj_reset(const mjModel* m, mjData* d) {
  HMJ_GUARDED(mj_resetData(m, d));
  return 0;
}

HMJ_API int hmj_reset_keyframe(const mjModel* m, mjData* d, int key) {
  HMJ_GUARDED(mj_resetDataKeyframe(m, d, key));
  return 0;
}

HMJ_API int hmj_warnings(const mjData* d, int warning) {
  static const int warnings[] = {mjWARN_INERTIA, mjWARN_CONTACTFULL, mjWARN_CNSTRFULL, mjWARN_VGEOMFULL,
                                 mjWARN_BADQPOS, mjWARN_BADQVEL,     mjWARN_BADQACC,   mjWARN_BADCTRL};
  return (size_t)warning < sizeof warnings / sizeof warnings[0] ? d->warning[warnings[warning]].number : 0;
}
