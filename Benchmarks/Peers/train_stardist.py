"""Trains StarDist on a folder for some processor time and judges it on another.

Usage: train_stardist.py TRAIN TEST CPU_SECONDS

The package's own defaults (32 rays, grid 2 x 2) and the augmentation of its example; patches of
128 x 128 in batches of 4, a tenth of the images to choose thresholds by. Prints the average
precision on TEST, mean over images and over all objects together.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import tifffile  # noqa: E402
from csbdeep.utils import normalize  # noqa: E402
from stardist import fill_label_holes  # noqa: E402
from stardist.matching import matching  # noqa: E402
from stardist.models import Config2D, StarDist2D  # noqa: E402


def read(folder):
    images, labels = [], []
    for path in sorted(Path(folder).glob("*-labels.tif")):
        image = tifffile.imread(path.with_name(path.name.replace("-labels", "")))
        images.append(normalize(image.astype(np.float32), 1, 99.8))
        labels.append(fill_label_holes(tifffile.imread(path).astype(np.int32)))
    return images, labels


def augment(image, labels):
    turns, flip = np.random.randint(4), np.random.rand() < 0.5
    image, labels = np.rot90(image, turns), np.rot90(labels, turns)
    if flip:
        image, labels = image[:, ::-1], labels[:, ::-1]
    image = image * np.random.uniform(0.6, 2) + np.random.uniform(-0.2, 0.2)
    image = image + 0.02 * np.random.uniform() * np.random.normal(0, 1, image.shape)
    return image.copy(), labels.copy()


class Budget(tf.keras.callbacks.Callback):
    """Ends the training when the processor time is used up."""

    def __init__(self, seconds):
        super().__init__()
        self.end = time.process_time() + seconds

    def on_train_batch_end(self, batch, logs=None):
        if time.process_time() > self.end:
            self.model.stop_training = True


def main():
    tf.config.threading.set_intra_op_parallelism_threads(2)
    np.random.seed(1)
    images, labels = read(sys.argv[1])
    order = np.random.permutation(len(images))
    kept, used = order[: len(order) // 10], order[len(order) // 10 :]
    # A patch cannot be larger than the smallest image.
    patch = min(128, min(min(image.shape) for image in images) // 16 * 16)
    config = Config2D(
        n_rays=32, grid=(2, 2), n_channel_in=1, train_patch_size=(patch, patch),
        train_batch_size=4, train_epochs=100_000, train_steps_per_epoch=50,
        train_tensorboard=False)
    with tempfile.TemporaryDirectory() as folder:
        model = StarDist2D(config, name="stardist", basedir=folder)
        model.prepare_for_training()
        budget = Budget(float(sys.argv[3]))
        model.callbacks.append(budget)
        start = time.process_time()
        history = model.train(
            [images[index] for index in used], [labels[index] for index in used],
            validation_data=(
                [images[index] for index in kept[:10]], [labels[index] for index in kept[:10]]),
            augmenter=augment)
        spent = time.process_time() - start
        model.optimize_thresholds(
            [images[index] for index in kept], [labels[index] for index in kept])
        print(f"trained {spent:.0f} CPU-s, {len(history.epoch)} epochs of 50 steps")
        judge(model, *read(sys.argv[2]))


def judge(model, images, labels):
    found = [model.predict_instances(image)[0] for image in images]
    for threshold in (0.5, 0.7, 0.9):
        results = [matching(truth, own, threshold) for truth, own in zip(labels, found)]
        mean = np.mean([result.accuracy for result in results])
        hits = sum(result.tp for result in results)
        all_objects = hits + sum(result.fp + result.fn for result in results)
        print(f"AP at IoU {threshold}: {mean:.3f} per image, {hits / all_objects:.3f} pooled")


main()
