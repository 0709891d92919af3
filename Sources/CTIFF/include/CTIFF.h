#ifndef CTIFF_H
#define CTIFF_H

#include <stdint.h>
#include <tiffio.h>

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

#endif
