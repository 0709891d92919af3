"""Runs a network in ONNX Runtime on an image made by a formula; prints both as JSON.

Usage: run_network.py NETWORK.onnx

Both images are printed with the channels last.
"""

import json
import sys

import numpy as np
import onnxruntime


def main():
    session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
    wanted = session.get_inputs()[0]
    shape = [size if isinstance(size, int) else given for size, given in zip(wanted.shape, [1, 1, 32, 32])]
    image = np.sin(np.arange(np.prod(shape), dtype=np.float64) * 0.7).astype("<f4").reshape(shape)
    (result,) = session.run(None, {wanted.name: image})
    last = result.transpose(0, 2, 3, 1) if result.ndim == 4 else result
    answer = {
        "inputShape": shape,
        "lastFirst": image.transpose(0, 2, 3, 1).ravel().tolist(),
        "expectedLast": last.ravel().tolist(),
    }
    print(json.dumps(answer))


main()
