#include "guard.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 1000

_Thread_local hmj_guard* hmj_innermost;
static _Thread_local char error_text[TEXT_SIZE];

static pthread_mutex_t warning_gate = PTHREAD_MUTEX_INITIALIZER;
static char warning_text[TEXT_SIZE];
static int64_t warning_count;

void hmj_set_error(const char* text) {
  snprintf(error_text, sizeof error_text, "%s", text);
}

static void on_error(const char* text) {
  if (!hmj_innermost) {
    fprintf(stderr, "MuJoCo error outside a guarded call: %s\n", text);
    abort();
  }
  hmj_set_error(text);
  longjmp(hmj_innermost->target, 1);
}

// Without a handler MuJoCo prints and appends to MUJOCO_LOG.TXT in the working folder.
static void on_warning(const char* text) {
  pthread_mutex_lock(&warning_gate);
  warning_count++;
  snprintf(warning_text, sizeof warning_text, "%s", text);
  pthread_mutex_unlock(&warning_gate);
}

HMJ_API void hmj_install_handlers(void) {
  mju_user_error = on_error;
  mju_user_warning = on_warning;
}

HMJ_API const char* hmj_last_error(void) {
  return error_text;
}

HMJ_API int64_t hmj_warning_count(void) {
  pthread_mutex_lock(&warning_gate);
  int64_t count = warning_count;
  pthread_mutex_unlock(&warning_gate);
  return count;
}

HMJ_API int hmj_last_warning(char* text, int capacity) {
  pthread_mutex_lock(&warning_gate);
  int length = snprintf(text, (size_t)capacity, "%s", warning_text);
  pthread_mutex_unlock(&warning_gate);
  return length < capacity ? length : capacity - 1;
}

HMJ_API int hmj_header_version(void) {
  return mjVERSION_HEADER;
}

// The libmujoco that this bridge is bound to; the managed side must call the same copy.
HMJ_API const char* hmj_library_path(void) {
  Dl_info info;
  union {
    int (*function)(void);
    void* address;
  } entry = {.function = mj_version};
  return dladdr(entry.address, &info) ? info.dli_fname : "";
}
