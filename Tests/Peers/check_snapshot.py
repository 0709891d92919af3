"""Opens a TIFF snapshot with tifffile and compares it with what was written.

Usage: check_snapshot.py SNAPSHOT EXPECTED.json
"""

import json
import sys
import zlib
from pathlib import Path

import ome_types
import tifffile


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def main():
    path = sys.argv[1]
    expected = json.loads(Path(sys.argv[2]).read_text())
    with tifffile.TiffFile(path) as file:
        same("OME-TIFF", file.is_ome, True)
        same("byte order", file.byteorder, "<")
        same("pages", len(file.pages), 1)
        same("shape", list(file.series[0].shape), expected["shape"])
        pixels = file.asarray()
        same("type", str(pixels.dtype), "uint16")
        same("pixels", zlib.crc32(pixels.astype("<u2").tobytes()), expected["checksum"])
        image = ome_types.from_xml(file.ome_metadata).images[0]
    same("name", image.name, expected["name"])
    same("pixel size", image.pixels.physical_size_x, expected["pixelMicrometers"])
    same("unit", image.pixels.physical_size_x_unit.value, "\u00b5m")
    same("channel", image.pixels.channels[0].name, expected["channel"])
    same("exposure", image.pixels.planes[0].exposure_time, expected["exposureSeconds"])
    same("x", image.pixels.planes[0].position_x, expected["xMicrometers"])
    print("snapshot as written")


main()
