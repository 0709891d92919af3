"""Times training steps of csbdeep's default CARE network.

Usage: time_care_step.py STEPS THREADS

16 patches of 64 x 64, windows of 3 x 3, depth 2, 32 channels, mean absolute error, Adam. Prints
milliseconds, one step a line, after five steps to warm up.
"""

import os
import sys
import tempfile
import time

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from csbdeep.models import CARE, Config  # noqa: E402


def main():
    steps, threads = int(sys.argv[1]), int(sys.argv[2])
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    config = Config(
        "YXC", unet_kern_size=3, train_batch_size=16, train_loss="mae", probabilistic=False,
        train_tensorboard=False)
    with tempfile.TemporaryDirectory() as folder:
        model = CARE(config, "care", basedir=folder)
        model.prepare_for_training()
        random = np.random.default_rng(1)
        images = random.random((16, 64, 64, 1), dtype=np.float32)
        truth = random.random((16, 64, 64, 1), dtype=np.float32)
        for _ in range(5):
            model.keras_model.train_on_batch(images, truth)
        for _ in range(steps):
            start = time.perf_counter()
            model.keras_model.train_on_batch(images, truth)
            print(1000 * (time.perf_counter() - start))


main()
