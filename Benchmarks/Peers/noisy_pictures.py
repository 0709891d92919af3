"""Puts real noisy tiles, a classical filter and restored tiles side by side.

Usage: noisy_pictures.py OUT.png RAW.tif RESTORED.tif [RAW.tif RESTORED.tif ...]

RAW are tiles of `noisy_images.py`, RESTORED what `tarsier predict` made of them. The filter is
scikit-image's total variation with the weight that its noise estimate asks for. Each row has one
grey scale, from the raw tile's percentile 1 to its 99.9.
"""

import sys

import numpy as np
import tifffile
from PIL import Image
from skimage.restoration import denoise_tv_chambolle, estimate_sigma


def row(raw_path, restored_path):
    raw = tifffile.imread(raw_path).astype(np.float32)
    restored = tifffile.imread(restored_path).astype(np.float32)
    restored = restored.reshape(-1, *raw.shape)[0]
    filtered = denoise_tv_chambolle(raw, weight=float(estimate_sigma(raw)))
    low, high = np.percentile(raw, [1, 99.9])
    gap = np.ones((raw.shape[0], 4), np.float32)
    shown = [np.clip((image - low) / (high - low), 0, 1) for image in (raw, filtered, restored)]
    return np.hstack([shown[0], gap, shown[1], gap, shown[2]])


def main():
    out, paths = sys.argv[1], sys.argv[2:]
    rows = [row(*pair) for pair in zip(paths[::2], paths[1::2])]
    gap = np.ones((4, rows[0].shape[1]), np.float32)
    parts = [rows[0]] + [part for one in rows[1:] for part in (gap, one)]
    picture = (255 * np.vstack(parts)).astype(np.uint8)
    Image.fromarray(picture).resize(
        (2 * picture.shape[1], 2 * picture.shape[0]), Image.NEAREST).save(out)


main()
