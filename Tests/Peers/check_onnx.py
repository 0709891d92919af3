"""Lets onnx judge a model that Tarsier wrote: is it valid, and does it say what the original said?

Usage: check_onnx.py WRITTEN ORIGINAL
"""

import sys

import numpy
import onnx
from onnx import helper, numpy_helper


def weights(model):
    """Each initializer by name, as the type that Tarsier computes in."""
    found = {}
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        wide = array.dtype if array.dtype == bool else (
            numpy.int64 if numpy.issubdtype(array.dtype, numpy.integer) else numpy.float32)
        with numpy.errstate(over="ignore"):
            found[tensor.name] = array.astype(wide)
    return found


def settings(node):
    """A node's attributes that hold no tensor."""
    values = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    return {name: item for name, item in values.items() if not isinstance(item, onnx.TensorProto)}


def nodes(model):
    """Each node's operator, arguments and attributes, in any order."""
    return sorted(
        (node.op_type, list(node.input), list(node.output), sorted(settings(node).items()))
        for node in model.graph.node)


def main():
    written, original = onnx.load(sys.argv[1]), onnx.load(sys.argv[2])
    onnx.checker.check_model(written, full_check=True)
    assert written.ir_version == 8, written.ir_version
    assert written.opset_import[0].version == original.opset_import[0].version
    expected = weights(original)
    for name, array in weights(written).items():
        assert array.dtype == expected[name].dtype, (name, array.dtype, expected[name].dtype)
        numpy.testing.assert_array_equal(array, expected[name], err_msg=name, strict=True)
    assert len(written.graph.initializer) == len(expected)
    assert nodes(written) == nodes(original), (nodes(written), nodes(original))
    ours = [item.name for item in original.graph.input if item.name not in expected]
    assert [item.name for item in written.graph.input] == ours
    assert [item.type for item in written.graph.output] == [
        item.type for item in original.graph.output]


if __name__ == "__main__":
    main()
