"""Parts a field of phase-contrast planes and fluorescence into a part to learn from and one to judge by.

Usage: split_field.py FOLDER OUT [QUARTER]   (makes OUT/train and OUT/test, folders with frames.csv)

FOLDER holds phase-contrast.tif (13 planes), dapi.tif, map2.tif and nfh.tif: the field of cultured
neurons of Christiansen et al. 2018. QUARTER, 1 (the upper one) to 4 unless told otherwise, judges; a strip
beside it belongs to neither. The planes become channels phase0 to phase12.
"""

import sys
from pathlib import Path

import tifffile

STRUCTURES = ("dapi", "map2", "nfh")
TILE = (240, 176)
MARGIN = 32


def write(folder, tiles, planes, structures):
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    rows = ["frame,position,seconds,channel,kind,light,file,page,pixel_um"]
    for number, area in enumerate(tiles):
        name = f"p{number:02}"
        channels = {f"phase{z}": plane for z, plane in enumerate(planes)} | structures
        for channel, image in channels.items():
            file = f"frames/{name}-{channel}.tif"
            tifffile.imwrite(folder / file, image[area])
            rows.append(f"{name},{name},0,{channel},frame,1,{file},0,")
    (folder / "frames.csv").write_text("\n".join(rows) + "\n")


def parts(start, end, size):
    """Equal parts of about that size."""
    count = max(1, round((end - start) / size))
    edges = [start + (end - start) * part // count for part in range(count + 1)]
    return [slice(first, last) for first, last in zip(edges, edges[1:])]


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    quarter = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    planes = tifffile.imread(source / "phase-contrast.tif")
    structures = {name: tifffile.imread(source / f"{name}.tif") for name in STRUCTURES}
    height, width = planes.shape[1:]
    top, bottom = (quarter - 1) * height // 4, quarter * height // 4
    tiles = [
        (rows, columns)
        for start, end in ((0, top - MARGIN), (bottom + MARGIN, height))
        if end - start >= TILE[0] // 2
        for rows in parts(start, end, TILE[0])
        for columns in parts(0, width, TILE[1])
    ]
    write(out / "train", tiles, planes, structures)
    write(out / "test", [(slice(top, bottom), slice(0, width))], planes, structures)
    print(len(tiles), "tiles to learn from")


main()
