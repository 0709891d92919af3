"""Times one run of a network in a runtime by others.

Usage: time_network.py NETWORK.onnx onnxruntime|openvino THREADS RUNS SIZE...

Prints milliseconds, one run a line, after three runs to warm up.
"""

import sys
import time

import numpy as np


def in_onnxruntime(path, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda image: session.run(None, {name: image})


def in_openvino(path, threads, shape):
    import openvino

    core = openvino.Core()
    model = core.read_model(path)
    model.reshape(shape)
    settings = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
    # As ours, in single precision.
    settings["INFERENCE_PRECISION_HINT"] = "f32"
    request = core.compile_model(model, "CPU", settings).create_infer_request()
    return lambda image: request.infer([image])


def main():
    path, runtime = sys.argv[1:3]
    threads, runs = int(sys.argv[3]), int(sys.argv[4])
    shape = [int(size) for size in sys.argv[5:]]
    image = np.random.default_rng(1).random(shape, dtype=np.float32)
    run = in_openvino(path, threads, shape) if runtime == "openvino" else in_onnxruntime(path, threads)
    for _ in range(3):
        run(image)
    for _ in range(runs):
        start = time.perf_counter()
        run(image)
        print(1000 * (time.perf_counter() - start))


main()
