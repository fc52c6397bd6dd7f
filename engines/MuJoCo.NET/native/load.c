#include "guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int add_file(mjVFS* files, const char* name, const void* content, int size) {
#ifdef HMJ_HAS_BUFFER_VFS
  return mj_addBufferVFS(files, name, content, size);
#else
  int status = mj_makeEmptyFileVFS(files, name, size);
  if (status == 0) memcpy(files->filedata[mj_findFileVFS(files, name)], content, (size_t)size);
  return status;
#endif
}

static int add_files(mjVFS* files, int count, const char** names, const void** contents, const int* sizes) {
  for (int i = 0; i < count; i++) {
    int status = -1;
    HMJ_GUARDED(status = add_file(files, names[i], contents[i], sizes[i]));
    if (status != 0) {
      char text[400];
      snprintf(text, sizeof text, "file '%.200s' cannot be handed to MuJoCo (%s)", names[i],
               status == 2 ? "the name is there twice" : "too many files or name too long");
      hmj_set_error(text);
      return 1;
    }
  }
  return 0;
}

static int parse(const char* path, const mjVFS* files, char* text, int capacity, mjModel** model) {
  text[0] = '\0';
  HMJ_GUARDED(*model = mj_loadXML(path, files, text, capacity));
  if (*model) return 0;
  hmj_set_error(text);
  return 1;
}

// mjVFS is about 2 MB in old versions, too much for a thread's stack.
HMJ_API int hmj_load(const char* path, int count, const char** names, const void** contents, const int* sizes,
                     char* text, int capacity, mjModel** model) {
  *model = NULL;
  if (count == 0) return parse(path, NULL, text, capacity, model);
  mjVFS* files = malloc(sizeof *files);
  if (!files) {
    hmj_set_error("out of memory");
    return 1;
  }
  mj_defaultVFS(files);
  int status = add_files(files, count, names, contents, sizes);
  if (status == 0) status = parse(path, files, text, capacity, model);
  mj_deleteVFS(files);
  free(files);
  return status;
}

HMJ_API int hmj_copy_model(const mjModel* source, mjModel** model) {
  HMJ_GUARDED(*model = mj_copyModel(NULL, source));
  return 0;
}
