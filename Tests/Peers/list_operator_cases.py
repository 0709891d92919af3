"""Writes onnx's own operator cases (onnx.backend.test) for the operators that networks of images use.

Usage: list_operator_cases.py FILE.json OPERATOR...

Of each case with one 32-bit float image or row as input, the file has the model, with all other
inputs made constants, as the operator's documentation means them to be in a network; the input, and
the expected outputs. Cases of onnx that hold other types, other ranks or more than one node are
left out and counted by what is wrong with them. The outputs are ONNX Runtime's.
"""

import base64
import json
import sys
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

warnings.filterwarnings("ignore")
onnxruntime.set_default_logger_severity(4)


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def last(array):
    return array.transpose(0, 2, 3, 1) if array.ndim == 4 else array


def generated():
    from onnx.backend.test.case.node import collect_testcases

    for case in collect_testcases(None):
        if case.model is not None and "_expanded" not in case.name and case.data_sets:
            yield case.name.removeprefix("test_"), case.model, *case.data_sets[0]


def worked_out(model, first, outputs):
    """What ONNX Runtime makes of it; what onnx says where ONNX Runtime has no such version."""
    try:
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), providers=["CPUExecutionProvider"])
        return session.run(None, {session.get_inputs()[0].name: first})
    except Exception:  # Its errors have no common class; onnx's own numbers serve as well.
        return outputs


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
    for name, model, inputs, outputs in generated():
        problem = fitting(model, inputs, outputs, wanted)
        if problem:
            left_out[problem] += 1
            continue
        first = inputs[0]
        height, width, channels = last(first).shape[1:] if first.ndim == 4 else (1, 1, len(first[0]))
        made = condensed(model, inputs)
        results = worked_out(made, first, outputs)
        cases.append({
            "name": name, "shape": [len(first), channels, height, width],
            "input": packed(last(first)),
            "model": base64.b64encode(made.SerializeToString()).decode(),
            "outputs": [packed(last(array)) for array in results]})
    answer = {"cases": cases, "leftOut": dict(left_out)}
    Path(sys.argv[1]).write_text(json.dumps(answer))
    print(len(cases), dict(left_out))


main()
