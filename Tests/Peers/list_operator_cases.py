"""Writes onnx's own operator cases (onnx.backend.test) for the operators that networks of images use.

Usage: list_operator_cases.py FILE.json OPERATOR...

Of each case with one 32-bit float image or row as input, the file has the model, with all other
inputs made constants, as the operator's documentation means them to be in a network; the input, and
the expected outputs. Cases of onnx that hold other types, other ranks or more than one node are
left out and counted by what is wrong with them. The models that PyTorch exported for onnx's tests
are among the cases.
"""

import base64
import json
import sys
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

warnings.filterwarnings("ignore")


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def last(array):
    return array.transpose(0, 2, 3, 1) if array.ndim == 4 else array


def generated():
    from onnx.backend.test.case.node import collect_testcases

    for case in collect_testcases(None):
        if case.model is not None and "_expanded" not in case.name and case.data_sets:
            yield case.name.removeprefix("test_"), case.model, *case.data_sets[0]


def stored():
    folder = Path(onnx.__file__).parent / "backend/test/data"
    for kind in ["pytorch-converted", "pytorch-operator"]:
        for path in sorted((folder / kind).glob("*/model.onnx")):
            model = onnx.load(path)

            def arrays(name):
                files = sorted((path.parent / "test_data_set_0").glob(f"{name}_*.pb"))
                return [numpy_helper.to_array(onnx.load_tensor(file)) for file in files]

            name = f"{kind}: {path.parent.name.removeprefix('test_')}"
            yield name, model, arrays("input"), arrays("output")


def fitting(model, inputs, outputs, wanted):
    """What keeps a case from being about images and rows of 32-bit floats; None if nothing does."""
    if not all(node.op_type in wanted for node in model.graph.node):
        return "other operators"
    if any(node.domain not in ("", "ai.onnx") for node in model.graph.node):
        return "other domains"
    arrays = [array for array in [*inputs[:1], *outputs] if array is not None]
    if not inputs or not all(isinstance(array, np.ndarray) for array in arrays):
        return "not tensors"
    if any(array.dtype != np.float32 for array in arrays):
        return "other types"
    if any(array.ndim not in (2, 4) or array.size == 0 for array in arrays):
        return "other ranks"
    return None


def condensed(model, inputs):
    """The model with all inputs but the first as constants."""
    made = onnx.ModelProto()
    made.CopyFrom(model)
    given = [value for value in made.graph.input
             if value.name not in {tensor.name for tensor in made.graph.initializer}]
    for value, array in zip(given[1:], inputs[1:]):
        made.graph.initializer.append(numpy_helper.from_array(np.asarray(array), value.name))
    del made.graph.input[:]
    made.graph.input.append(given[0])
    return made


def main():
    wanted, left_out, cases = set(sys.argv[2:]), Counter(), []
    for source in (generated(), stored()):
        for name, model, inputs, outputs in source:
            problem = fitting(model, inputs, outputs, wanted)
            if problem:
                left_out[problem] += 1
                continue
            shape = inputs[0].shape if inputs[0].ndim == 4 else (*inputs[0].shape, 1, 1)
            cases.append({
                "name": name, "shape": list(shape), "input": packed(last(inputs[0])),
                "operators": sorted({node.op_type for node in model.graph.node}),
                "model": base64.b64encode(condensed(model, inputs).SerializeToString()).decode(),
                "outputs": [packed(last(array)) for array in outputs]})
    answer = {"cases": cases, "leftOut": dict(left_out)}
    Path(sys.argv[1]).write_text(json.dumps(answer))
    print(len(cases), dict(left_out))


main()
