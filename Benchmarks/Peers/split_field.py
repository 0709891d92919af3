"""Parts a field of phase-contrast planes and fluorescence into a part to learn from and one to judge by.

Usage: split_field.py FOLDER OUT   (makes OUT/train and OUT/test, folders with frames.csv)

FOLDER holds phase-contrast.tif (13 planes), dapi.tif, map2.tif and nfh.tif: the field of cultured
neurons of Christiansen et al. 2018. Its lower quarter judges; a strip above it belongs to neither.
The planes become channels phase0 to phase12.
"""

import sys
from pathlib import Path

import tifffile

STRUCTURES = ("dapi", "map2", "nfh")
TILE = (128, 176)
TEST_HEIGHT, MARGIN = 256, 32


def write(folder, tiles, planes, structures):
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    rows = ["frame,position,seconds,channel,kind,light,file,page,pixel_um"]
    for number, (top, left, height, width) in enumerate(tiles):
        name = f"p{number:02}"
        area = (slice(top, top + height), slice(left, left + width))
        channels = {f"phase{z}": plane for z, plane in enumerate(planes)} | structures
        for channel, image in channels.items():
            file = f"frames/{name}-{channel}.tif"
            tifffile.imwrite(folder / file, image[area])
            rows.append(f"{name},{name},0,{channel},frame,1,{file},0,")
    (folder / "frames.csv").write_text("\n".join(rows) + "\n")


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    planes = tifffile.imread(source / "phase-contrast.tif")
    structures = {name: tifffile.imread(source / f"{name}.tif") for name in STRUCTURES}
    height, width = planes.shape[1:]
    end = height - TEST_HEIGHT
    tiles = [
        (top, left, *TILE)
        for top in range(0, end - MARGIN - TILE[0] + 1, TILE[0])
        for left in range(0, width, TILE[1])
    ]
    write(out / "train", tiles, planes, structures)
    write(out / "test", [(end, 0, TEST_HEIGHT, width)], planes, structures)
    print(len(tiles), "tiles to learn from")


main()
