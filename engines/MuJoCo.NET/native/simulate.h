#pragma once

#include "guard.h"

// The engine's own stack inside mjData: an error leaves marks on it that nobody would take off.
typedef struct {
  __typeof__(((mjData*)0)->pstack) top;
#ifdef HMJ_HAS_PBASE
  __typeof__(((mjData*)0)->pbase) base;
#endif
} hmj_stack;

static inline hmj_stack hmj_mark(const mjData* d) {
#ifdef HMJ_HAS_PBASE
  return (hmj_stack){d->pstack, d->pbase};
#else
  return (hmj_stack){d->pstack};
#endif
}

static inline int hmj_rewind(mjData* d, hmj_stack mark) {
  d->pstack = mark.top;
#ifdef HMJ_HAS_PBASE
  d->pbase = mark.base;
#endif
  return 1;
}
