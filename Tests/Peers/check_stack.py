"""Makes TIFF files with tifffile, or opens one of ours and compares it with what was written.

Usage: check_stack.py make FOLDER | check_stack.py FILE EXPECTED.json
"""

import json
import sys
import zlib
from pathlib import Path

import numpy
import tifffile


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def make(folder):
    """Counts up along the pixels of each page, and by 100 from page to page."""
    ramp = numpy.arange(3 * 40 * 50).reshape(3, 40, 50) % 251
    for name, kind, options in [
        ("u8-strips", "u1", {"rowsperstrip": 7}),
        ("u16-deflate", "<u2", {"compression": "zlib", "predictor": True}),
        ("u32-big", ">u4", {}),
        ("f32-tiles", "<f4", {"tile": (16, 32)}),
        ("u16-tiles-deflate", "<u2", {"tile": (16, 16), "compression": "zlib"}),
        ("bigtiff", "<u2", {"bigtiff": True}),
    ]:
        order = ">" if kind[0] == ">" else "<"
        with tifffile.TiffWriter(
            f"{folder}/{name}.tif", byteorder=order, bigtiff=options.pop("bigtiff", False)
        ) as file:
            file.write(ramp.astype(kind), photometric="minisblack", **options)
    tifffile.imwrite(
        f"{folder}/imagej.tif", ramp.astype("u2"), imagej=True, resolution=(1 / 0.25, 1 / 0.25),
        metadata={"axes": "TYX", "unit": "um", "finterval": 30.0})
    tifffile.imwrite(
        f"{folder}/ome.ome.tif", ramp.astype("f4"), photometric="minisblack",
        metadata={"axes": "ZYX", "PhysicalSizeX": 0.25, "PhysicalSizeXUnit": "µm"})
    tifffile.imwrite(f"{folder}/rgb.tif", numpy.zeros((8, 8, 3), "u1"), photometric="rgb")
    print("made")


def contiguous(path, file, index):
    """The bytes where ImageJ looks for a page: it reads the first table alone."""
    first = file.pages[0]
    with open(path, "rb") as raw:
        raw.seek(first.dataoffsets[0] + index * first.nbytes)
        return raw.read(first.nbytes)


def check(path, expected):
    with tifffile.TiffFile(path) as file:
        same("OME", file.is_ome, "channels" in expected)
        same("ImageJ", file.is_imagej, "channels" not in expected)
        same("pages", len(file.pages), expected["pages"])
        same("axes", file.series[0].axes, expected["axes"])
        for index, page in enumerate(file.pages):
            same(f"page {index}", page.asarray().tobytes(), contiguous(path, file, index))
        pixels = file.asarray()
        same("shape", list(pixels.shape), expected["shape"])
        same("type", str(pixels.dtype), expected["type"])
        same("pixels", zlib.crc32(pixels.tobytes()), expected["checksum"])
        if file.is_ome:
            image = tifffile.xml2dict(file.ome_metadata)["OME"]["Image"]["Pixels"]
            found = image["Channel"]
            names = [one["Name"] for one in (found if isinstance(found, list) else [found])]
            same("channels", names, expected["channels"])
            same("pixel size", float(image["PhysicalSizeX"]), expected["pixelMicrometers"])
            return print("stack as written")
        same("unit", file.imagej_metadata["unit"], "micron")
        top, bottom = file.pages[0].tags["XResolution"].value
        same("pixel size", round(bottom / top, 6), expected["pixelMicrometers"])
    print("stack as written")


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(sys.argv[1], json.loads(Path(sys.argv[2]).read_text()))
