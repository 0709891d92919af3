"""Opens an image store with the readers that users have, and compares it with what was written.

Usage: check_store.py STORE EXPECTED.json

Prints one line and ends with 0 when all is as expected; otherwise says what differs.
"""

import json
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import ome_types
import ome_zarr.io
import ome_zarr.reader
import ome_zarr_models
import yaozarrs
import zarr

AXES = ["t", "c", "z", "y", "x"]


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def close(what, found, expected):
    if not np.allclose(found, expected, rtol=1e-12, atol=1e-9):
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def check_metadata(group, series):
    name = series["name"]
    ome = group.attrs["ome"]
    same(f"{name}: version", ome["version"], "0.5")
    (multiscale,) = ome["multiscales"]
    same(f"{name}: axes", [axis["name"] for axis in multiscale["axes"]], AXES)
    units = {axis["name"]: axis.get("unit") for axis in multiscale["axes"]}
    same(f"{name}: unit of t", units["t"], "second")
    same(f"{name}: unit of x", units["x"], "micrometer")
    scale, translation = multiscale["datasets"][0]["coordinateTransformations"]
    close(f"{name}: scale", scale["scale"], series["scale"])
    close(f"{name}: translation", translation["translation"], series["translation"])
    channels = [[c["label"], c["color"]] for c in ome["omero"]["channels"]]
    same(f"{name}: channels", channels, series["channels"])


def check_planes(array, series):
    name = series["name"]
    same(f"{name}: shape", list(array.shape), series["shape"])
    same(f"{name}: chunks", list(array.chunks), [1, 1, 1, *series["shape"][3:]])
    same(f"{name}: type", str(array.dtype), "uint16")
    same(f"{name}: dimension names", list(array.metadata.dimension_names), AXES)
    for t, c, z in np.ndindex(*series["shape"][:3]):
        plane = np.ascontiguousarray(array[t, c, z])
        expected = series["checksums"].get(f"{t},{c},{z}")
        if expected is None:
            same(f"{name}: missing plane {t},{c},{z}", int(plane.max()), 0)
        else:
            same(f"{name}: plane {t},{c},{z}", zlib.crc32(plane.astype("<u2").tobytes()), expected)


def check_with_ome_zarr(path, series):
    location = ome_zarr.io.parse_url(path)
    if location is None:
        sys.exit(f"{path}: ome-zarr finds no store")
    (node, *_) = ome_zarr.reader.Reader(location)()
    same(f"{path}: ome-zarr axes", [a["name"] for a in node.metadata["axes"]], AXES)
    same(f"{path}: ome-zarr shape", list(node.data[0].shape), series["shape"])
    names = [channel[0] for channel in series["channels"]]
    same(f"{path}: ome-zarr channel names", node.metadata["channel_names"], names)


def check_xml(root, expected):
    document = ome_types.from_xml(
        (root / "OME" / "METADATA.ome.xml").read_bytes(), parser="lxml", validate=False
    )
    same("OME-XML images", [i.name for i in document.images], [s["name"] for s in expected])
    for image, series in zip(document.images, expected):
        pixels = image.pixels
        sizes = [pixels.size_t, pixels.size_c, pixels.size_z, pixels.size_y, pixels.size_x]
        same(f"OME-XML: {image.name}: sizes", sizes, series["shape"])
        close(f"OME-XML: {image.name}: pixel", pixels.physical_size_x, series["scale"][4])
        names = [channel.name for channel in pixels.channels]
        same(f"OME-XML: {image.name}: channels", names, [c[0] for c in series["channels"]])
        places = sorted(f"{p.the_t},{p.the_c},{p.the_z}" for p in pixels.planes)
        if places:
            same(f"OME-XML: {image.name}: planes", places, sorted(series["checksums"]))


def main():
    root = Path(sys.argv[1])
    expected = json.loads(Path(sys.argv[2]).read_text())["series"]
    # What a reader only warns of may be an error in its next version.
    warnings.simplefilter("error", category=zarr.errors.ZarrUserWarning)
    store = zarr.open_group(root, mode="r")
    same("layout", store.attrs["ome"]["bioformats2raw.layout"], 3)
    names = [str(index) for index in range(len(expected))]
    same("series", store["OME"].attrs["ome"]["series"], names)
    same("members", sorted(name for name, _ in store.members()), sorted([*names, "OME"]))
    # The OME's schemas, and what they cannot say, checked for the whole hierarchy.
    yaozarrs.validate_zarr_store(str(root))
    for name, series in zip(names, expected):
        check_metadata(store[name], series)
        check_planes(store[f"{name}/0"], series)
        ome_zarr_models.open_ome_zarr(store[name], version="0.5")
        check_with_ome_zarr(root / name, series)
    check_xml(root, expected)
    count = sum(len(series["checksums"]) for series in expected)
    print(f"{len(expected)} series, {count} planes as written")


main()
