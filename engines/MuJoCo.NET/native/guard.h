// Engine errors as return values. MuJoCo reports an error by calling mju_user_error and ends the process if that
// returns, so the handler jumps back to the innermost guarded call of its thread. The jump stays inside this library
// and libmujoco: managed frames are never on the part of the stack that is thrown away.
#pragma once

#include <setjmp.h>
#include <stdint.h>

#include <mujoco/mujoco.h>

_Static_assert(sizeof(mjtNum) == sizeof(double), "MuJoCo.NET reads mjtNum as double");

#define HMJ_API __attribute__((visibility("default")))

typedef struct hmj_guard {
  jmp_buf target;
  struct hmj_guard* outer;
} hmj_guard;

extern _Thread_local hmj_guard* hmj_innermost;

void hmj_set_error(const char* text);

// Runs statements with a guard; the function returns 1 after an error and goes on otherwise.
// _setjmp leaves the signal mask alone, which saves a system call.
#define HMJ_GUARDED(...)                          \
  do {                                            \
    hmj_guard guard_ = {.outer = hmj_innermost};  \
    if (_setjmp(guard_.target)) {                 \
      hmj_innermost = guard_.outer;               \
      return 1;                                   \
    }                                             \
    hmj_innermost = &guard_;                      \
    __VA_ARGS__;                                  \
    hmj_innermost = guard_.outer;                 \
  } while (0)
