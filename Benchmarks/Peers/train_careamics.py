"""Trains CAREamics' N2V2 on the noisy frames of a folder for some processor time and judges it.

Usage: train_careamics.py NOISY TEST CPU_SECONDS

NOISY and TEST are folders with `frames.csv` (`tarsier-rig fields` writes them); of NOISY the dimmest
frames are learnt from, of TEST they are restored and held against its truth. Patches of 64 x 64 in
batches of 16, one thread, the package's other defaults. Prints the PSNR as `tarsier evaluate` has it:
over the range between the truth's percentiles 0.1 and 99.9.

Needs, in an environment of its own: careamics==0.3.5 without its dependencies, torch==2.13.0,
lightning==2.6.1, bioimageio-core==0.11.0, torchmetrics<1.9, zarr<4, microssim, tifffile.
"""

import csv
import importlib.machinery
import sys
import tempfile
import time
import types
from pathlib import Path

import lightning
import numpy as np
import tifffile
import torch
import torchmetrics.image  # noqa: F401

# CAREamics imports torchvision, which only networks that are not used here need and which is not to be
# had for every build of torch.
for name in ("torchvision", "torchvision.transforms", "torchvision.transforms.functional"):
    module = types.ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)
    module.__version__ = "0"
    sys.modules[name] = module
sys.modules["torchvision"].transforms = sys.modules["torchvision.transforms"]
sys.modules["torchvision.transforms"].functional = sys.modules["torchvision.transforms.functional"]

from careamics import CAREamist  # noqa: E402
from careamics.config import create_n2v_config  # noqa: E402


def read(folder):
    """Dimmest frames in electrons, each with its light and its truth, if there is one."""
    folder = Path(folder)
    rows = list(csv.DictReader(open(folder / "frames.csv")))
    light = min(float(row["light"]) for row in rows if row["kind"] == "frame")

    def page(row):
        return tifffile.imread(folder / row["file"], key=int(row["page"])).astype(np.float32)

    truths = {row["frame"]: page(row) for row in rows if row["kind"] == "truth"}
    frames = []
    for row in rows:
        if row["kind"] == "frame" and float(row["light"]) == light:
            electrons = (page(row) - float(row["offset"])) * float(row["electrons_per_count"])
            frames.append((electrons, light, truths.get(row["frame"])))
    return frames


class ProcessorTime(lightning.pytorch.Callback):
    """Ends the training after so many seconds of processor time."""

    def __init__(self, seconds):
        self.end = time.process_time() + seconds
        self.steps = 0

    def on_train_batch_end(self, trainer, *_):
        self.steps += 1
        trainer.should_stop = time.process_time() >= self.end


def main():
    noisy, test, seconds = read(sys.argv[1]), read(sys.argv[2]), float(sys.argv[3])
    torch.set_num_threads(1)
    lightning.pytorch.seed_everything(1)
    clock = ProcessorTime(seconds)
    config = create_n2v_config(
        "n2v2", data_type="array", axes="SYX", patch_size=(64, 64), batch_size=16,
        num_epochs=10_000, use_n2v2=True)
    with tempfile.TemporaryDirectory() as folder:
        careamist = CAREamist(
            config, work_dir=folder, callbacks=[clock], enable_progress_bar=False)
        careamist.train(train_data=np.stack([frame for frame, _, _ in noisy]))
        ratios = []
        for electrons, light, truth in test:
            answers, _ = careamist.predict(electrons, axes="YX")
            error = np.mean((np.squeeze(answers[0]) / light - truth) ** 2)
            low, high = np.percentile(truth, [0.1, 99.9])
            ratios.append(10 * np.log10((high - low) ** 2 / error))
    print(f"{clock.steps} steps; PSNR {np.mean(ratios):.2f} dB on {len(ratios)} frames")


main()
