"""Makes the frozen ONNX files of Tests/ONNXTests/Fixtures, and what onnx itself says is in them.

Usage: make_onnx_fixtures.py FOLDER, with onnx==1.23.2, numpy==2.4.6 and torch==2.13.0 installed.
The files `refused-*.onnx` hold what the reader must refuse; `contents.json` is about the others.
"""

import io
import json
import pathlib
import sys

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn


class UNet(nn.Module):
    """Two levels, with batch normalisation, transposed convolution and a skip connection."""

    def __init__(self):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU())
        self.second = nn.Sequential(nn.Conv2d(4, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU())
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.last = nn.Conv2d(8, 2, 1)

    def forward(self, image):
        skip = self.first(image)
        deep = self.second(nn.functional.max_pool2d(skip, 2))
        return self.last(torch.cat([skip, self.up(deep)], dim=1))


class Classifier(nn.Module):
    """A residual block, strided convolution, global pooling and a dense layer."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 8, 3, stride=2, padding=1)
        self.block = nn.Sequential(
            nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1))
        self.head = nn.Linear(8, 3)

    def forward(self, image):
        stem = torch.relu(self.stem(image))
        return self.head((stem + self.block(stem)).mean(dim=(2, 3)))


class ConvNeXtBlock(nn.Module):
    """Depthwise convolution, layer normalisation over channels, GELU."""

    def __init__(self):
        super().__init__()
        self.depthwise = nn.Conv2d(8, 8, 7, padding=3, groups=8)
        self.norm = nn.LayerNorm(8)
        self.widen, self.narrow = nn.Linear(8, 16), nn.Linear(16, 8)

    def forward(self, image):
        rows = self.norm(self.depthwise(image).permute(0, 2, 3, 1))
        rows = self.narrow(nn.functional.gelu(self.widen(rows)))
        return image + rows.permute(0, 3, 1, 2)


def from_torch(network, channels, opset):
    torch.manual_seed(7)
    for parameter in network.parameters():
        nn.init.normal_(parameter, std=0.3)
    buffer = io.BytesIO()
    axes = {"image": {0: "batch", 2: "height", 3: "width"}}
    torch.onnx.export(
        network.eval(), (torch.zeros(1, channels, 16, 16),), buffer, dynamo=False,
        opset_version=opset, input_names=["image"], output_names=["result"], dynamic_axes=axes,
        do_constant_folding=False)
    return onnx.load_from_string(buffer.getvalue())


def value(name, element=TensorProto.FLOAT, shape=(2, 3)):
    return helper.make_tensor_value_info(name, element, shape)


def model(nodes, initializers=(), inputs=None, outputs=None, opset=17, ir=8, **others):
    graph = helper.make_graph(
        nodes, "graph", [value("x")] if inputs is None else inputs,
        [value("y")] if outputs is None else outputs, initializer=list(initializers))
    made = helper.make_model(
        graph, producer_name="by-hand", producer_version="1",
        opset_imports=[helper.make_opsetid("", opset)], **others)
    made.ir_version = ir
    return made


NUMBERS = {
    TensorProto.FLOAT: [0.0, -1.5, 3.25e20, 1e-40],
    TensorProto.DOUBLE: [0.1, -2.0, 1e300, 1e-300],
    TensorProto.FLOAT16: [0.5, -65504.0, 6e-8, 0.333251953125],
    TensorProto.BFLOAT16: [1.0, -0.0078125, 3.3895313892515355e38, 0.0],
    TensorProto.INT8: [-128, 127, 0, 5],
    TensorProto.INT16: [-32768, 32767, 0, 5],
    TensorProto.INT32: [-(2**31), 2**31 - 1, 0, 5],
    TensorProto.INT64: [-(2**63), 2**63 - 1, 0, 5],
    TensorProto.UINT8: [0, 255, 128, 5],
    TensorProto.BOOL: [True, False, False, True],
}


def every_type():
    """A tensor of each type that is read, in raw data and in typed fields; arguments left out."""
    tensors = []
    for element, numbers in NUMBERS.items():
        name = TensorProto.DataType.Name(element).lower()
        typed = helper.make_tensor(name + "_typed", element, (2, 2), numbers)
        array = numpy_helper.to_array(typed)
        raw = helper.make_tensor(name + "_raw", element, (2, 2), array.tobytes(), raw=True)
        tensors += [typed, raw]
    tensors.append(helper.make_tensor("scalar", TensorProto.FLOAT, (), [2.5]))
    tensors.append(helper.make_tensor("nothing", TensorProto.FLOAT, (0,), []))
    nodes = [
        helper.make_node("Clip", ["x", "", "scalar"], ["clipped"], name="limit"),
        helper.make_node("Concat", ["clipped", "clipped"], ["both"], axis=0),
        helper.make_node("Dropout", ["both"], ["y", ""], name="last")]
    made = model(nodes, tensors, outputs=[value("y", shape=(4, 3))], opset=13)
    helper.set_model_props(made, {"author": "nobody", "pixel_size": "0.325"})
    return made


def every_attribute():
    """Each kind of attribute, on an operator that has none of them."""
    node = helper.make_node("Identity", ["x"], ["y"], name="settings")
    inner = helper.make_tensor("inner", TensorProto.INT64, (2,), [3, 4])
    settings = {"an_int": -7, "zero": 0, "a_float": 0.25, "a_string": "\u00b5m", "a_tensor": inner,
                "ints": [1, -2, 3], "floats": [0.5, -1.0], "strings": ["a", "bc"]}
    node.attribute.extend(helper.make_attribute(key, item) for key, item in settings.items())
    return model([node])


def old_and_unsorted():
    """Format 3, whose weights are inputs too, and nodes listed last to first."""
    weight = helper.make_tensor("w", TensorProto.FLOAT, (3,), [1, 2, 3])
    nodes = [
        helper.make_node("Relu", ["b"], ["y"]), helper.make_node("Add", ["a", "w"], ["b"]),
        helper.make_node("Mul", ["x", "w"], ["a"]),
    ]
    return model(nodes, [weight], [value("x"), value("w", shape=(3,))], opset=7, ir=3)


def refused():
    """What the reader must not accept, by what is wrong with it."""
    relu = helper.make_node("Relu", ["x"], ["y"], name="relu")
    weight = helper.make_tensor("w", TensorProto.FLOAT, (2, 3), range(6))
    add = helper.make_node("Add", ["x", "w"], ["y"])
    made = {"old-opset": model([relu], opset=6)}

    foreign = helper.make_node("Relu", ["x"], ["y"], domain="com.example")
    made["foreign-operator"] = model([foreign])
    made["foreign-domain"] = model([foreign])
    made["foreign-domain"].opset_import[0].domain = "com.example"

    outside = model([add], [weight])
    tensor = outside.graph.initializer[0]
    tensor.ClearField("float_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../../etc/passwd")
    made["external-data"] = outside

    branch = helper.make_graph([helper.make_node("Relu", ["x"], ["z"])], "branch", [], [value("z")])
    choice = helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)
    condition = value("c", TensorProto.BOOL, ())
    made["subgraph"] = model([choice], inputs=[value("x"), condition])

    sparse = helper.make_sparse_tensor(
        helper.make_tensor("w", TensorProto.FLOAT, (1,), [2]),
        helper.make_tensor("i", TensorProto.INT64, (1,), [3]), (2, 3))
    made["sparse-weight"] = model([add])
    made["sparse-weight"].graph.sparse_initializer.append(sparse)
    made["sparse-attribute"] = model([helper.make_node("Constant", [], ["y"], sparse_value=sparse)])

    sequence = helper.make_tensor_sequence_value_info("s", TensorProto.FLOAT, None)
    at = helper.make_node("SequenceAt", ["s", "x"], ["y"])
    made["sequence"] = model([at], inputs=[value("x"), sequence])
    keys = helper.make_map_type_proto(TensorProto.INT64, helper.make_tensor_type_proto(1, (2,)))
    made["map"] = model([relu], inputs=[value("x"), helper.make_value_info("m", keys)])

    for name, shape in {"overflowing-shape": (2**62, 2**62, 4), "negative-shape": (-2, 3),
                        "too-large-shape": (2**20, 2**10), "too-small-shape": (2, 2)}.items():
        wrong = model([add], [weight])
        wrong.graph.initializer[0].dims[:] = shape
        made[name] = wrong
    made["negative-input"] = model([relu], inputs=[value("x", shape=(-1, 3))])
    made["absurd-input"] = model([relu], inputs=[value("x", shape=(2**40, 2**40))])

    text = helper.make_tensor("w", TensorProto.STRING, (1,), [b"text"])
    made["text-tensor"] = model([add], [text])
    made["nobody-makes"] = model([helper.make_node("Add", ["x", "ghost"], ["y"])])
    made["made-twice"] = model([relu, helper.make_node("Neg", ["x"], ["y"])])
    made["input-made-too"] = model([relu, helper.make_node("Neg", ["y"], ["x"])])
    made["output-unmade"] = model([relu], outputs=[value("y"), value("ghost")])
    made["no-output"] = model([relu], outputs=[])
    made["circle"] = model([
        helper.make_node("Add", ["x", "b"], ["a"]), helper.make_node("Neg", ["a"], ["b"]),
        helper.make_node("Relu", ["a"], ["y"])])
    made["weight-twice"] = model([add], [weight, weight])

    own = helper.make_function(
        "com.example", "Own", ["p"], ["q"], [helper.make_node("Relu", ["p"], ["q"])],
        [helper.make_opsetid("", 17)])
    made["own-operator"] = model([relu], functions=[own])
    made["no-graph"] = model([relu])
    made["no-graph"].ClearField("graph")
    return made


def contents(made):
    """What onnx reads from a model: operators, and each weight's shape and numbers as float32."""
    weights = {}
    for tensor in made.graph.initializer:
        array = numpy_helper.to_array(tensor)
        with numpy.errstate(over="ignore"):
            flat = array.astype(numpy.float32).ravel()
        finite = numpy.where(numpy.isinf(flat), numpy.sign(flat) * 3.4028235e38, flat)
        weights[tensor.name] = {
            "shape": list(array.shape), "sum": float(finite.astype(numpy.float64).sum()),
            "first": [float(number) for number in finite[:4]]}
    return {"operators": sorted(node.op_type for node in made.graph.node), "weights": weights,
            "opset": made.opset_import[0].version}


def main():
    folder = pathlib.Path(sys.argv[1])
    accepted = {
        "torch-unet": from_torch(UNet(), 1, 17),
        "torch-classifier": from_torch(Classifier(), 1, 13),
        "torch-convnext": from_torch(ConvNeXtBlock(), 8, 17),
        "every-type": every_type(), "every-attribute": every_attribute(),
        "old-and-unsorted": old_and_unsorted()}
    for name, made in accepted.items():
        (folder / f"{name}.onnx").write_bytes(made.SerializeToString())
    for name, made in refused().items():
        (folder / f"refused-{name}.onnx").write_bytes(made.SerializeToString())
    facts = {name: contents(made) for name, made in accepted.items()}
    (folder / "contents.json").write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
