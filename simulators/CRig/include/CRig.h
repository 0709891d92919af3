#ifndef CRIG_H
#define CRIG_H

// The C libraries that the simulated rig uses. The controller has modules of its own for the same
// libraries: the two programs share no code.

#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <zmq.h>

// Opens a pseudo-terminal in raw mode and writes the path of its slave side to `path`.
//
// The slave is held open as well, so that a controller that hangs up does not end the line.
// Returns 0, or -1 with errno set. ioctl is variadic, and Swift cannot call variadic functions.
int rig_open_pty(int *master, int *slave, char *path, size_t path_size);

// Blocks SIGINT and SIGTERM in this thread and those it starts, and returns a descriptor that
// becomes readable when one of them comes; -1 with errno set on failure.
int rig_signal_descriptor(void);

// Returns a descriptor that another thread can make readable, non-blocking; -1 on failure.
int rig_wake_descriptor(void);

// Makes a wake descriptor readable, from any thread, and no longer readable.
void rig_wake(int descriptor);
void rig_calm(int descriptor);

// Waits until one of `entries` has news or `nanoseconds` have passed.
void rig_poll(struct pollfd *entries, size_t count, int64_t nanoseconds);

// One page of a grey TIFF file. `pixels` is malloc'ed.
typedef struct {
    uint32_t width;
    uint32_t height;
    uint16_t *pixels;
} rig_page;

// Reads page `index` of a grey TIFF of 8 or 16 bit. Returns 1 for a page, 0 for no such page, -1 for
// a file that cannot be read; then `message` says why.
int rig_read_page(
    const char *path, uint32_t index, rig_page *page, char *message, size_t message_size);

// Creates a TIFF file for grey pages; NULL if it cannot.
void *rig_tiff_create(const char *path);

// Adds a page of 16-bit counts (`bits` 16) or of 32-bit floats (`bits` 32), deflated, in one strip.
// Returns 0, or -1 where it cannot be written.
int rig_tiff_add(void *file, const void *pixels, uint32_t width, uint32_t height, uint16_t bits);

// Ends the file, also after a failure.
void rig_tiff_close(void *file);

#endif
