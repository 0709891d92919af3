#ifndef CTIFF_H
#define CTIFF_H

#include <stdint.h>
#include <tiffio.h>

/// Room for one message of the library, with its final zero.
#define CTIFF_ERROR_SIZE 256

/// The most that the library may allocate at once for what a file claims.
#define CTIFF_ALLOCATION_LIMIT (1 << 30)

/// Opens a TIFF file whose bytes the caller keeps. The library's first complaint about it goes to
/// `error`, CTIFF_ERROR_SIZE bytes that must stay until the file is closed; nothing is printed.
TIFF *ctiff_open(const char *name, const char *mode, void *handle, TIFFReadWriteProc read,
                 TIFFReadWriteProc write, TIFFSeekProc seek, TIFFCloseProc close,
                 TIFFSizeProc size, char *error);

// TIFFSetField is variadic, and Swift cannot call variadic functions.

static inline int ctiff_set_uint16(TIFF *file, uint32_t tag, uint16_t value) {
    return TIFFSetField(file, tag, (int)value);
}

static inline int ctiff_set_uint32(TIFF *file, uint32_t tag, uint32_t value) {
    return TIFFSetField(file, tag, value);
}

static inline int ctiff_set_float(TIFF *file, uint32_t tag, double value) {
    return TIFFSetField(file, tag, value);
}

static inline int ctiff_set_string(TIFF *file, uint32_t tag, const char *value) {
    return TIFFSetField(file, tag, value);
}

// So is TIFFGetField. Each returns `missing` where the page has no such tag.

static inline uint16_t ctiff_get_uint16(TIFF *file, uint32_t tag, uint16_t missing) {
    uint16_t value = missing;
    return TIFFGetField(file, tag, &value) == 1 ? value : missing;
}

static inline uint32_t ctiff_get_uint32(TIFF *file, uint32_t tag, uint32_t missing) {
    uint32_t value = missing;
    return TIFFGetField(file, tag, &value) == 1 ? value : missing;
}

static inline double ctiff_get_float(TIFF *file, uint32_t tag, double missing) {
    float value = 0;
    return TIFFGetField(file, tag, &value) == 1 ? value : missing;
}

/// The text is the library's own, until the next directory is read; NULL where there is none.
static inline const char *ctiff_get_string(TIFF *file, uint32_t tag) {
    char *value = NULL;
    return TIFFGetField(file, tag, &value) == 1 ? value : NULL;
}

#endif
