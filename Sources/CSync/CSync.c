#define _GNU_SOURCE
#include "CSync.h"

#include <unistd.h>

int csync_file_system(int descriptor) { return syncfs(descriptor); }
