"""Opens an OME-Zarr image of a prediction with zarr and checks it by the OME models.

Usage: check_prediction.py IMAGE EXPECTED.json
"""

import json
import sys
import zlib
from pathlib import Path

import yaozarrs
import zarr


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def main():
    path = sys.argv[1]
    expected = json.loads(Path(sys.argv[2]).read_text())
    yaozarrs.validate_zarr_store(path)
    group = zarr.open_group(path, mode="r")
    ome = group.attrs["ome"]
    multiscale = ome["multiscales"][0]
    same("axes", "".join(axis["name"] for axis in multiscale["axes"]), expected["axes"])
    steps = multiscale["datasets"][0]["coordinateTransformations"]
    same("scale", steps[0]["scale"], expected["scale"])
    if expected["isLabels"]:
        same("labels", "image-label" in ome, True)
    else:
        names = [channel["label"] for channel in ome["omero"]["channels"]]
        same("channels", names, expected["channels"])
    pixels = group["0"][:]
    same("shape", list(pixels.shape), expected["shape"])
    same("type", str(pixels.dtype), expected["type"])
    same("pixels", zlib.crc32(pixels.tobytes()), expected["checksum"])
    print("prediction as written")


main()
