#include "CTIFF.h"

#include <stdarg.h>
#include <stdio.h>

// Keeps the first message of a file: what follows is usually a consequence of it.
static int keep_error(TIFF *file, void *data, const char *module, const char *format,
                      va_list arguments) {
    (void)file;
    (void)module;
    char *text = data;
    if (text[0] == 0) {
        vsnprintf(text, CTIFF_ERROR_SIZE, format, arguments);
    }
    return 1;
}

static int drop_warning(TIFF *file, void *data, const char *module, const char *format,
                        va_list arguments) {
    (void)file;
    (void)data;
    (void)module;
    (void)format;
    (void)arguments;
    return 1;
}

TIFF *ctiff_open(const char *name, const char *mode, void *handle, TIFFReadWriteProc read,
                 TIFFReadWriteProc write, TIFFSeekProc seek, TIFFCloseProc close,
                 TIFFSizeProc size, char *error) {
    error[0] = 0;
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) {
        return NULL;
    }
    TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, error);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, CTIFF_ALLOCATION_LIMIT);
    TIFFOpenOptionsSetWarningHandlerExtR(options, drop_warning, NULL);
    TIFF *file = TIFFClientOpenExt(name, mode, handle, read, write, seek, close, size, NULL, NULL,
                                   options);
    TIFFOpenOptionsFree(options);
    return file;
}
