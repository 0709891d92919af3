"""Makes a folder to learn from of real noisy images that come with Python packages.

Usage: noisy_images.py SPOTIFLOW OUT

SPOTIFLOW is the folder of the installed package spotiflow (BSD-3), whose sample images are cut into
tiles: two fields of spots (terra, hybiss). The images themselves tell what the camera's noise must
be: of the flattest tiles of each, mean and variance lie on a line whose slope and intercept are gain
and read noise; a read noise of 1.6 electrons fixes the offset.
"""

import sys
from pathlib import Path

import numpy as np
import tifffile

SOURCES = {
    "terra": "img_terra_2d.tif",
    "hybiss": "img_hybiss_2d.tif",
}
READ_NOISE = 1.6


def noise_line(pages):
    """Slope and intercept of variance over mean, from differences of neighbours in small tiles."""
    means, variances = [], []
    for page in pages:
        page = page.astype(float)
        # Second differences leave slopes out; of white noise their variance is six times its own.
        second = page[:, :-2] - 2 * page[:, 1:-1] + page[:, 2:]
        for top in range(0, page.shape[0] - 15, 16):
            for left in range(0, page.shape[1] - 17, 16):
                means.append(page[top : top + 16, left : left + 16].mean())
                part = second[top : top + 16, left : left + 16]
                variances.append((part**2).mean() / 6)
    means, variances = np.array(means), np.array(variances)
    # The lower half of the variances at each mean: the others hold structure.
    order = np.argsort(means)
    groups = np.array_split(order, 12)
    x = [np.median(means[g]) for g in groups]
    y = [np.percentile(variances[g], 30) for g in groups]
    return np.polyfit(x, y, 1)


def main():
    images, out = Path(sys.argv[1]) / "sample_data" / "images", Path(sys.argv[2])
    (out / "frames").mkdir(parents=True)
    rows = [
        "frame,position,seconds,channel,kind,light,file,page,pixel_um,"
        "offset,electrons_per_count,read_noise"
    ]
    for name, file in SOURCES.items():
        stack = tifffile.imread(images / file)
        pages = stack if stack.ndim == 3 else stack[None]
        slope, intercept = noise_line(pages[:: max(1, len(pages) // 8)])
        gain = 1 / slope
        offset = (READ_NOISE**2 / gain**2 - intercept) * gain
        print(f"{name}: {gain:.3f} electrons per count, offset {offset:.1f} counts")
        side = 128
        for number, page in enumerate(pages):
            for top in range(0, page.shape[0] - side + 1, side):
                for left in range(0, page.shape[1] - side + 1, side):
                    position = f"{name}-{top}-{left}"
                    frame = f"{position}-{number:03}"
                    path = f"frames/{frame}.tif"
                    tifffile.imwrite(out / path, page[top : top + side, left : left + side])
                    rows.append(
                        f"{frame},{position},{number},{name},frame,1,{path},0,,"
                        f"{offset:.3f},{gain:.4f},{READ_NOISE}"
                    )
    (out / "frames.csv").write_text("\n".join(rows) + "\n")
    print(len(rows) - 1, "frames")


main()
