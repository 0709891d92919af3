"""Runs exported networks in ONNX Runtime and compares with what Tarsier made of the same image.

Usage: check_networks.py FOLDER

FOLDER has one folder a network, with network.onnx, input.f32 and expected.f32, and their shapes.
Prints how many agree; ends with 1 where one does not.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime


def read(folder, name):
    shape = [int(part) for part in (folder / f"{name}.shape").read_text().split()]
    return np.fromfile(folder / f"{name}.f32", dtype="<f4").reshape(shape)


def main():
    folders = sorted(Path(sys.argv[1]).iterdir(), key=lambda folder: int(folder.name))
    for folder in folders:
        onnx.checker.check_model(str(folder / "network.onnx"), full_check=True)
        session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), providers=["CPUExecutionProvider"]
        )
        name = session.get_inputs()[0].name
        (result,) = session.run(None, {name: read(folder, "input")})
        expected = read(folder, "expected")
        if result.shape != expected.shape:
            sys.exit(f"network {folder.name}: {result.shape}, expected {expected.shape}")
        worst = float(np.abs(result - expected).max())
        if not worst <= 1e-4 * max(1.0, float(np.abs(expected).max())):
            sys.exit(f"network {folder.name}: differs by {worst}")
    print(f"{len(folders)} networks agree")


main()
