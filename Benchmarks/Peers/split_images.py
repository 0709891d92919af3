"""Parts a folder of NAME.tif and NAME-labels.tif into a part to learn from and a part to judge by.

Usage: split_images.py FOLDER OUT   (copies to OUT/train and OUT/test)

A quarter of the images judges; which ones follows from their names alone.
"""

import hashlib
import shutil
import sys
from pathlib import Path


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    for labels in sorted(folder.glob("*-labels.tif")):
        name = labels.name.removesuffix("-labels.tif")
        digest = hashlib.sha256(name.encode()).digest()
        part = out / ("test" if digest[0] % 4 == 0 else "train")
        part.mkdir(parents=True, exist_ok=True)
        for file in (labels, folder / f"{name}.tif"):
            shutil.copyfile(file, part / file.name)
    for part in ("train", "test"):
        print(part, len(list((out / part).glob("*-labels.tif"))))


main()
