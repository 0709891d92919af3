"""Makes the frozen files that the tests of packages read.

Usage: make_package_oracles.py FOLDER   (Tests/ModelsTests/Oracles; needs onnx 1.23.2 besides
Tests/Peers/requirements.txt)

- tiny.onnx: 3x3 convolution of one channel, bias, ReLU.
- tiny.json: an input of 1x1x16x24, preprocessed by bioimageio.core, and what ONNX Runtime answers.
- processing.json: a random array, and what bioimageio.core's operators make of it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import xarray
from bioimageio.core.common import MemberId
from bioimageio.core.proc_ops import get_proc
from bioimageio.core.sample import Sample
from bioimageio.core.stat_calculators import StatsCalculator
from bioimageio.core.tensor import Tensor
from bioimageio.spec.model import v0_5

DIMS = ("batch", "channel", "y", "x")


def tiny_model():
    random = np.random.default_rng(7)
    weight = random.normal(0, 0.3, (1, 1, 3, 3)).astype("float32")
    helper = onnx.helper
    shape = ["batch", 1, "height", "width"]
    graph = helper.make_graph(
        [
            helper.make_node(
                "Conv", ["raw", "weight", "bias"], ["filtered"], kernel_shape=[3, 3], pads=[1] * 4
            ),
            helper.make_node("Relu", ["filtered"], ["restored"]),
        ],
        "tiny",
        [helper.make_tensor_value_info("raw", onnx.TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("restored", onnx.TensorProto.FLOAT, shape)],
        [
            onnx.numpy_helper.from_array(weight, "weight"),
            onnx.numpy_helper.from_array(np.array([0.1], "float32"), "bias"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def processed(array, steps):
    tensor_description = v0_5.InputTensorDescr(
        id="input",
        axes=[
            v0_5.BatchAxis(),
            v0_5.ChannelAxis(channel_names=[f"c{i}" for i in range(array.shape[1])]),
            v0_5.SpaceInputAxis(id="y", size=array.shape[2]),
            v0_5.SpaceInputAxis(id="x", size=array.shape[3]),
        ],
        preprocessing=steps,
    )
    procs = [get_proc(step, tensor_description) for step in steps]
    sample = Sample(
        members={MemberId("input"): Tensor(array, dims=DIMS)}, stat={}, id="one"
    )
    required = {measure for proc in procs for measure in proc.required_measures}
    if required:
        calculator = StatsCalculator(required)
        calculator.update(sample)
        initial = calculator.finalize()
        sample.stat.update(StatsCalculator(required, initial).skip_update_and_get_all(sample))
    for proc in procs:
        proc(sample)
    return np.asarray(sample.members[MemberId("input")].data, dtype="float64")


def step(name, **kwargs):
    return {"id": name, "kwargs": kwargs} if kwargs else {"id": name}


CASES = {
    "standardize all": [step("zero_mean_unit_variance")],
    "standardize each channel": [step("zero_mean_unit_variance", axes=["y", "x"], eps=1e-6)],
    "standardize each row": [step("zero_mean_unit_variance", axes=["channel", "x"])],
    "fixed": [step("fixed_zero_mean_unit_variance", mean=101.5, std=11.7)],
    "fixed for each channel": [
        step("fixed_zero_mean_unit_variance", mean=[90.0, 120.0], std=[3.0, 14.0], axis="channel")
    ],
    "full range": [step("scale_range")],
    "percentiles": [step("scale_range", min_percentile=1.0, max_percentile=99.8)],
    "percentiles of each channel": [
        step("scale_range", axes=["y", "x"], min_percentile=3.0, max_percentile=99.0)
    ],
    "percentiles of each column": [
        step("scale_range", axes=["batch", "channel", "y"], min_percentile=10, max_percentile=95)
    ],
    "linear": [step("scale_linear", gain=0.25, offset=-3.0)],
    "linear for each channel": [
        step("scale_linear", gain=[0.5, 2.0], offset=[1.0, -1.0], axis="channel")
    ],
    "binarize": [step("binarize", threshold=100.0)],
    "clip": [step("clip", min=95.0, max=110.0)],
    "sigmoid": [step("scale_linear", gain=0.1, offset=-10.0), step("sigmoid")],
    "statistics are those of the raw array": [
        step("clip", min=95.0, max=110.0),
        step("zero_mean_unit_variance", axes=["y", "x"]),
        step("ensure_dtype", dtype="float32"),
    ],
    "whole numbers": [step("scale_linear", gain=-0.3, offset=7.0), step("ensure_dtype", dtype="int16")],
}


def main():
    folder = Path(sys.argv[1])
    model = tiny_model()
    (folder / "tiny.onnx").write_bytes(model)

    random = np.random.default_rng(11)
    raw = (100 + 30 * random.random((1, 1, 16, 24))).astype("float32").round(2)
    scaled = processed(
        raw,
        [
            v0_5.ScaleRangeDescr(
                kwargs=v0_5.ScaleRangeKwargs(
                    axes=["channel", "y", "x"], min_percentile=1, max_percentile=99.8
                )
            )
        ],
    ).astype("float32")
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (answer,) = session.run(None, {"raw": scaled})
    (folder / "tiny.json").write_text(
        json.dumps({"raw": raw.ravel().tolist(), "restored": answer.ravel().tolist()}) + "\n"
    )

    array = random.normal(104, 9, (1, 2, 7, 5)).astype("float32")
    array[:, 1] += 20
    cases = {}
    from pydantic import TypeAdapter

    adapter = TypeAdapter(v0_5.PreprocessingDescr)
    for name, steps in CASES.items():
        descriptions = [adapter.validate_python(one) for one in steps]
        cases[name] = processed(array, descriptions).ravel().tolist()
    (folder / "processing.json").write_text(
        json.dumps({"shape": list(array.shape), "raw": array.ravel().tolist(), "cases": cases})
        + "\n"
    )


main()
