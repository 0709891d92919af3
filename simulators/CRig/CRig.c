#define _GNU_SOURCE
#include "CRig.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <tiffio.h>
#include <unistd.h>

int rig_open_pty(int *master, int *slave, char *path, size_t path_size) {
    int controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (controller < 0) {
        return -1;
    }
    if (grantpt(controller) != 0 || unlockpt(controller) != 0) {
        goto failed;
    }
    int status = ptsname_r(controller, path, path_size);
    if (status != 0) {
        errno = status;
        goto failed;
    }
    int device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (device < 0) {
        goto failed;
    }
    struct termios settings;
    if (tcgetattr(device, &settings) != 0) {
        close(device);
        goto failed;
    }
    cfmakeraw(&settings);
    if (tcsetattr(device, TCSANOW, &settings) != 0) {
        close(device);
        goto failed;
    }
    *master = controller;
    *slave = device;
    return 0;

failed:
    status = errno;
    close(controller);
    errno = status;
    return -1;
}

int rig_signal_descriptor(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (pthread_sigmask(SIG_BLOCK, &signals, NULL) != 0) {
        return -1;
    }
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int rig_wake_descriptor(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void rig_wake(int descriptor) {
    // Fails only when the count is full, and then the descriptor is readable already.
    (void)eventfd_write(descriptor, 1);
}

void rig_calm(int descriptor) {
    eventfd_t value;
    (void)eventfd_read(descriptor, &value);
}

void rig_poll(struct pollfd *entries, size_t count, int64_t nanoseconds) {
    struct timespec timeout = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    (void)ppoll(entries, (nfds_t)count, &timeout, NULL);
}

static int refuse(TIFF *file, char *message, size_t message_size, const char *reason) {
    snprintf(message, message_size, "%s", reason);
    TIFFClose(file);
    return -1;
}

static void widen(const uint8_t *narrow, uint16_t *wide, size_t count) {
    for (size_t index = 0; index < count; index++) {
        wide[index] = narrow[index];
    }
}

static int read_rows(TIFF *file, rig_page *page, uint16_t bits) {
    uint8_t *row = malloc((size_t)TIFFScanlineSize(file) + 1);
    if (row == NULL) {
        return -1;
    }
    for (uint32_t y = 0; y < page->height; y++) {
        uint16_t *target = page->pixels + (size_t)y * page->width;
        if (TIFFReadScanline(file, row, y, 0) < 0) {
            free(row);
            return -1;
        }
        if (bits == 8) {
            widen(row, target, page->width);
        } else {
            memcpy(target, row, (size_t)page->width * 2);
        }
    }
    free(row);
    return 0;
}

int rig_read_page(
    const char *path, uint32_t index, rig_page *page, char *message, size_t message_size) {
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    TIFF *file = TIFFOpen(path, "r");
    if (file == NULL) {
        snprintf(message, message_size, "not a TIFF file that can be opened");
        return -1;
    }
    if (!TIFFSetDirectory(file, (tdir_t)index)) {
        TIFFClose(file);
        return 0;
    }
    uint16_t bits = 1, samples = 1, format = SAMPLEFORMAT_UINT;
    page->width = 0;
    page->height = 0;
    TIFFGetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLEFORMAT, &format);
    TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &page->width);
    TIFFGetField(file, TIFFTAG_IMAGELENGTH, &page->height);
    if (samples != 1 || (bits != 8 && bits != 16) || format != SAMPLEFORMAT_UINT) {
        return refuse(file, message, message_size, "only grey pages of 8 or 16 bit are served");
    }
    if (page->width == 0 || page->height == 0 || page->width > 16384 || page->height > 16384) {
        return refuse(file, message, message_size, "a page must measure 1 to 16384 pixels a side");
    }
    if (TIFFIsTiled(file)) {
        return refuse(file, message, message_size, "tiled pages are not served, only strips");
    }
    page->pixels = malloc((size_t)page->width * page->height * 2);
    if (page->pixels == NULL || read_rows(file, page, bits) != 0) {
        free(page->pixels);
        page->pixels = NULL;
        return refuse(file, message, message_size, "the page is damaged");
    }
    TIFFClose(file);
    return 1;
}

void *rig_tiff_create(const char *path) {
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    return TIFFOpen(path, "w");
}

int rig_tiff_add(void *file, const void *pixels, uint32_t width, uint32_t height, uint16_t bits) {
    TIFF *tiff = file;
    int is_float = bits == 32;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(
        tiff, TIFFTAG_SAMPLEFORMAT, is_float ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    // Noise does not compress; a low level loses little and is several times as fast.
    TIFFSetField(tiff, TIFFTAG_ZIPQUALITY, 2);
    tmsize_t size = (tmsize_t)width * height * (bits / 8);
    // libtiff takes a pointer to what may be changed, but changes only what is of the other byte
    // order or goes through a predictor.
    if (TIFFWriteEncodedStrip(tiff, 0, (void *)(uintptr_t)pixels, size) != size) {
        return -1;
    }
    return TIFFWriteDirectory(tiff) ? 0 : -1;
}

void rig_tiff_close(void *file) {
    TIFFClose(file);
}
