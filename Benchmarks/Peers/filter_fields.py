"""Restores frames of little light with scikit-image's filters, each at its best setting.

Usage: filter_fields.py FOLDER   (as `tarsier-rig fields` writes it)

Prints, for each channel and share of light, the PSNR in decibel of the raw frame and of the best
filter: Gaussian, and after a variance-stabilising transform non-local means, total variation and
wavelets. The setting is the one that does best on these very frames. The peak is what lies between
the percentiles 0.1 and 99.9 of the truth, as for `tarsier evaluate`.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import tifffile
from scipy.ndimage import gaussian_filter
from skimage.restoration import denoise_nl_means, denoise_tv_chambolle, denoise_wavelet


def decibel(truth, image):
    low, high = np.percentile(truth, [0.1, 99.9])
    return 10 * np.log10((high - low) ** 2 / np.mean((truth - image) ** 2))


def stabilised(image, noise, run):
    """Runs a filter on Anscombe's transform, whose noise has a deviation of 1."""
    root = 2 * np.sqrt(np.maximum(image + 3 / 8 + noise**2, 0))
    value = np.maximum(run(root), 1e-3)
    # The closed form of the exact unbiased inverse (Makitalo and Foi, 2011).
    inverse = (value**2 / 4 + np.sqrt(1.5) / 4 / value - 11 / 8 / value**2
               + 5 / 8 * np.sqrt(1.5) / value**3 - 1 / 8)
    return np.maximum(inverse - noise**2, 0)


def filters():
    for sigma in (0.7, 1, 1.5, 2, 3, 4):
        yield f"Gaussian {sigma}", lambda image, noise, s=sigma: gaussian_filter(image, s)
    for strength in (0.6, 0.8, 1, 1.3):
        yield f"non-local means {strength}", lambda image, noise, h=strength: stabilised(
            image, noise, lambda root: denoise_nl_means(
                root, patch_size=5, patch_distance=7, h=h, sigma=1, fast_mode=True))
    for weight in (0.5, 1, 1.5, 2, 3, 5):
        yield f"total variation {weight}", lambda image, noise, w=weight: stabilised(
            image, noise, lambda root: denoise_tv_chambolle(root, weight=w))
    for mode in ("soft", "hard"):
        yield f"wavelets {mode}", lambda image, noise, m=mode: stabilised(
            image, noise, lambda root: denoise_wavelet(
                root, sigma=1, mode=m, method="BayesShrink" if m == "soft" else "VisuShrink"))


def main():
    folder = Path(sys.argv[1])
    rows = list(csv.DictReader((folder / "frames.csv").open()))

    def page(row):
        return tifffile.imread(folder / row["file"], key=int(row["page"])).astype(np.float64)

    truths = {(row["frame"], row["channel"]): row for row in rows if row["kind"] == "truth"}
    results = defaultdict(lambda: defaultdict(list))
    for row in rows:
        light = float(row["light"])
        if row["kind"] != "frame" or light > 0.75:
            continue
        truth = page(truths[row["frame"], row["channel"]])
        image = (page(row) - float(row["offset"])) * float(row["electrons_per_count"])
        group = results[row["channel"], light]
        group["raw frame"].append(decibel(truth, image / light))
        for name, run in filters():
            group[name].append(decibel(truth, run(image, float(row["read_noise"])) / light))
    for (channel, light), group in sorted(results.items(), key=lambda item: item[0][1]):
        means = {name: np.mean(values) for name, values in group.items()}
        best = max((name for name in means if name != "raw frame"), key=means.get)
        print(f"{channel} at 1/{1 / light:.0f} of the light: raw frame {means['raw frame']:.1f}, "
              f"{best} {means[best]:.1f} ({len(group[best])} frames)")


main()
