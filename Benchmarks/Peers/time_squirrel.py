"""Times NanoPyx's SQUIRREL error map and Fourier ring correlation.

Usage: time_squirrel.py FOLDER RUNS

FOLDER holds wide.f32, sharp.f32, first.f32 and second.f32: little-endian, square, row by row. Prints
"WHAT MILLISECONDS VALUE", one run a line, after one run to warm up.
"""

import math
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")


def read(folder, name):
    values = np.fromfile(folder / f"{name}.f32", dtype="<f4")
    side = math.isqrt(len(values))
    return values.reshape(side, side)


def main():
    from nanopyx.core.analysis.frc import FIRECalculator
    from nanopyx.core.transform.error_map import ErrorMap

    folder, runs = Path(sys.argv[1]), int(sys.argv[2])
    wide, sharp = read(folder, "wide"), read(folder, "sharp")
    first, second = read(folder, "first"), read(folder, "second")

    def error_map():
        peer = ErrorMap()
        peer.optimise(wide, sharp)
        return peer.getRSP()

    def ring_correlation():
        return FIRECalculator(pixel_size=1).calculate_fire_number(first, second)

    for name, work in (("map", error_map), ("rings", ring_correlation)):
        for run in range(runs + 1):
            start = time.perf_counter()
            value = work()
            if run > 0:
                print(name, 1000 * (time.perf_counter() - start), value)


main()
