#ifndef CSYNC_H
#define CSYNC_H

/// Writes everything of one file system to its disk; `descriptor` is any open file on it.
/// Returns 0, or -1 with errno set.
///
/// The C library shows syncfs only with GNU extensions on, and Swift's module of it has them off.
int csync_file_system(int descriptor);

#endif
