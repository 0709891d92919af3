"""Makes networks as others export them, and what ONNX Runtime makes of an image with each.

Usage: make_network_oracles.py FOLDER, with onnx==1.23.2, onnxruntime==1.32.0, numpy==2.4.6 and
torch==2.13.0 installed; FOLDER is Tests/ModelsTests/Oracles/networks. All but the Keras-style ones
come from PyTorch's exporter; those are put together as tf2onnx writes csbdeep's and StarDist's.
"""

import base64
import io
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F


def block(inputs, outputs, norm, act):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), norm(outputs), act())


class UNet(nn.Module):
    """Two levels down and up; `norm`, `act`, `down` and `up` are what differs between programs."""

    def __init__(self, norm, act=nn.ReLU, down=None, up=None):
        super().__init__()
        self.first, self.second = block(1, 4, norm, act), block(4, 8, norm, act)
        self.deep = block(8, 8, norm, act)
        self.down = down or (lambda channels: nn.MaxPool2d(2))
        self.down1, self.down2 = self.down(4), self.down(8)
        self.up = up or (lambda inputs: nn.ConvTranspose2d(inputs, 4, 2, stride=2))
        self.up1, self.up2 = self.up(8), self.up(8)
        self.merge1, self.merge2 = nn.LazyConv2d(8, 3, padding=1), nn.LazyConv2d(4, 3, padding=1)
        self.last = nn.Conv2d(4, 2, 1)

    def forward(self, image):
        first = self.first(image)
        second = self.second(self.down1(first))
        deep = self.deep(self.down2(second))
        up = torch.relu(self.merge1(torch.cat([second, self.up1(deep)], 1)))
        return self.last(self.merge2(torch.cat([first, self.up2(up), image], 1)))


class BlurPool(nn.Module):
    """Reflected margin, then a fixed 3 × 3 kernel for each channel with stride 2."""

    def __init__(self, channels):
        super().__init__()
        row = torch.tensor([1.0, 2.0, 1.0]) / 4
        kernel = (row[:, None] * row[None, :])[None, None]
        self.register_buffer("kernel", kernel.repeat(channels, 1, 1, 1))

    def forward(self, image):
        image = F.pad(image, (1, 1, 1, 1), mode="reflect")
        return F.conv2d(image, self.kernel, stride=2, groups=self.kernel.shape[0])


class SizedUNet(nn.Module):
    """Any size: mean pooling that rounds up, enlarged to the size of the skip connection."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 6, 3, padding=1)
        self.last = nn.Conv2d(10, 2, 3, padding=1)

    def forward(self, image):
        skip = F.elu(self.first(image))
        deep = F.leaky_relu(self.second(F.avg_pool2d(skip, 2, ceil_mode=True)), 0.1)
        up = F.interpolate(deep, size=skip.shape[2:], mode="bilinear", align_corners=False)
        return F.softplus(self.last(torch.cat([skip, up], 1)))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm1, self.norm2 = nn.BatchNorm2d(outputs), nn.BatchNorm2d(outputs)
        self.side = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))

    def forward(self, image):
        deep = self.norm2(self.second(torch.relu(self.norm1(self.first(image)))))
        return torch.relu(deep + self.side(image))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 4, 7, 2, 3), nn.BatchNorm2d(4), nn.ReLU())
        self.body = nn.Sequential(Residual(4, 4, 1), Residual(4, 8, 2))
        self.head = nn.Linear(8, 3)

    def forward(self, image):
        image = F.max_pool2d(self.stem(image), 3, 2, 1)
        image = F.adaptive_avg_pool2d(self.body(image), 1)
        return F.softmax(self.head(F.dropout(torch.flatten(image, 1), 0.2, self.training)), dim=1)


class Stars(nn.Module):
    """As StarDist's: a grid of 2, one feature layer, probability and distances along 8 rays."""

    def __init__(self):
        super().__init__()
        self.grid = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.net, self.feature = UNet(Same), nn.Conv2d(6, 8, 3, padding=1)
        self.net.first[0] = nn.Conv2d(4, 4, 3, padding=1)
        self.probability, self.distances = nn.Conv2d(8, 1, 1), nn.Conv2d(8, 8, 1)

    def forward(self, image):
        grid = self.grid(image)
        feature = torch.relu(self.feature(torch.cat([self.net(grid), grid], 1)))
        return torch.sigmoid(self.probability(feature)), self.distances(feature)


class Same(nn.Module):
    def __init__(self, _):
        super().__init__()

    def forward(self, image):
        return image


class Separable(nn.Module):
    """Depthwise separable convolutions with clipped rectifiers, hard swish and a gate a channel."""

    def __init__(self):
        super().__init__()
        self.depth, self.point = nn.Conv2d(4, 4, 3, padding=1, groups=4), nn.Conv2d(4, 8, 1)
        self.stem, self.norm = nn.Conv2d(1, 4, 3, 2, 1), nn.BatchNorm2d(8)
        self.squeeze, self.excite = nn.Conv2d(8, 2, 1), nn.Conv2d(2, 8, 1)

    def forward(self, image):
        deep = F.hardswish(self.norm(self.point(F.relu6(self.depth(F.relu6(self.stem(image)))))))
        gate = torch.relu(self.squeeze(deep.mean((2, 3), keepdim=True)))
        return deep * F.hardsigmoid(self.excite(gate)) + F.silu(deep) + F.mish(deep)


class ConvNeXt(nn.Module):
    """A ConvNeXt-v2 block: depthwise 7 × 7, layer normalisation, GELU, global response norm."""

    def __init__(self):
        super().__init__()
        self.stem, self.depth = nn.Conv2d(1, 6, 4, 4), nn.Conv2d(6, 6, 7, padding=3, groups=6)
        self.norm, self.wide, self.narrow = nn.LayerNorm(6, 1e-6), nn.Linear(6, 12), nn.Linear(12, 6)
        self.gamma, self.beta = nn.Parameter(torch.ones(12)), nn.Parameter(torch.ones(12))

    def forward(self, image):
        image = self.stem(image)
        deep = F.gelu(self.wide(self.norm(self.depth(image).permute(0, 2, 3, 1))))
        length = torch.norm(deep, p=2, dim=(1, 2), keepdim=True)
        share = length / (length.mean(dim=-1, keepdim=True) + 1e-6)
        deep = self.narrow(self.gamma * (deep * share) + self.beta + deep)
        return image + deep.permute(0, 3, 1, 2)


class Cellpose(nn.Module):
    """As Cellpose's CNN: the style of the deepest layer, of length 1, is added to later ones."""

    def __init__(self):
        super().__init__()
        self.first, self.deep = nn.Conv2d(2, 6, 3, padding=1), nn.Conv2d(6, 8, 3, padding=1)
        self.norm, self.full, self.last = nn.BatchNorm2d(6), nn.Linear(8, 6), nn.Conv2d(6, 3, 1)
        self.side = nn.Conv2d(8, 6, 1)

    def forward(self, image):
        skip = torch.relu(self.norm(self.first(image)))
        deep = self.deep(F.max_pool2d(skip, 2, 2))
        style = torch.flatten(F.avg_pool2d(deep, kernel_size=(deep.shape[-2], deep.shape[-1])), 1)
        style = style / torch.sum(style**2, axis=1, keepdim=True) ** 0.5
        up = F.interpolate(self.side(deep), scale_factor=2, mode="nearest") + skip
        up = up + self.full(style).unsqueeze(-1).unsqueeze(-1)
        return torch.cat([self.last(torch.relu(up)), skip[:, 1:3], torch.tanh(skip[:, :1])], 1)


class Shuffled(nn.Module):
    """Pixels into channels and back, with margins, a crop and clipping as restorers have them."""

    def __init__(self):
        super().__init__()
        self.deep, self.last = nn.Conv2d(4, 8, 3), nn.Conv2d(8, 8, 3)

    def forward(self, image):
        padded = F.pad(image, (2, 2, 2, 2), mode="reflect")
        deep = torch.relu(self.deep(F.pixel_unshuffle(padded, 2)))
        deep = self.last(F.pad(deep, (2, 2, 2, 2), value=0.25))
        shuffled = F.pixel_shuffle(deep, 2)
        return torch.clamp(shuffled[:, :, 2:-2, 2:-2] + image, -0.5, 1.5)


class Corners(nn.Module):
    """Enlarged with corners kept and by whole pixels; instance normalisation with its scale."""

    def __init__(self):
        super().__init__()
        self.first, self.norm = nn.Conv2d(1, 4, 3, padding=1), nn.InstanceNorm2d(4, affine=True)
        self.last = nn.Conv2d(8, 2, 1)

    def forward(self, image):
        small = self.norm(self.first(F.avg_pool2d(image, 3, 2, 1)))
        sides = [F.interpolate(small, scale_factor=2.0, mode="bilinear", align_corners=True),
                 F.interpolate(small, scale_factor=2.0, mode="nearest")]
        return self.last(torch.cat(sides, 1))


def initialize(network, channels, size):
    torch.manual_seed(7)
    network(torch.zeros(1, channels, size, size))
    for name, parameter in network.named_parameters():
        nn.init.normal_(parameter, mean=0.5 if "norm" in name else 0, std=0.3)
    for name, buffer in network.named_buffers():
        if name.endswith("running_var"):
            buffer.uniform_(0.5, 1.5)
        elif name.endswith("running_mean"):
            buffer.normal_(std=0.2)
    return network.eval()


def from_torch(network, channels=1, size=16, opset=17, is_fixed=False, outputs=("result",)):
    network = initialize(network, channels, size)
    buffer = io.BytesIO()
    axes = {"image": {0: "batch", 2: "height", 3: "width"}}
    torch.onnx.export(
        network, (torch.zeros(1, channels, size, size),), buffer, dynamo=False,
        opset_version=opset, input_names=["image"], output_names=list(outputs),
        dynamic_axes=None if is_fixed else axes)
    return onnx.load_from_string(buffer.getvalue())


def keras(grid):
    """csbdeep's U-Net, or StarDist's with a grid of 2, with the channels last at both ends."""
    random = np.random.default_rng(5)
    nodes, weights = [], []

    def constant(name, array):
        weights.append(numpy_helper.from_array(array, name))
        return name

    def node(operation, inputs, **attributes):
        made = f"{operation}_{len(nodes)}"
        nodes.append(helper.make_node(operation, inputs, [made], name=made, **attributes))
        return made

    def convolution(source, inputs, outputs, side=3, act="Relu"):
        kernel = random.normal(0, 0.35, (outputs, inputs, side, side)).astype(np.float32)
        names = [constant(f"w{len(nodes)}", kernel),
                 constant(f"b{len(nodes)}", random.normal(0, 0.1, outputs).astype(np.float32))]
        made = node("Conv", [source, *names], auto_pad="SAME_UPPER", kernel_shape=[side, side],
                    strides=[1, 1])
        return node(act, [made]) if act else made

    pool = {"kernel_shape": [2, 2], "strides": [2, 2], "auto_pad": "SAME_UPPER"}
    image = node("Transpose", ["input"], perm=[0, 3, 1, 2])
    start = node("MaxPool", [convolution(image, 1, 4)], **pool) if grid else image
    skip = convolution(start, 4 if grid else 1, 4)
    deep = convolution(node("MaxPool", [skip], **pool), 4, 6)
    factors = constant("factors", np.array([1, 1, 2, 2], np.float32))
    up = node("Resize", [deep, "", factors], mode="nearest", nearest_mode="floor",
              coordinate_transformation_mode="asymmetric")
    feature = convolution(node("Concat", [up, skip], axis=1), 10, 6)
    if grid:
        results = [("prob", convolution(feature, 6, 1, 1, "Sigmoid")),
                   ("dist", convolution(feature, 6, 8, 1, None))]
    else:
        results = [("output", node("Add", [convolution(feature, 6, 1, 1, None), image]))]
    for name, source in results:
        nodes.append(helper.make_node("Transpose", [source], [name], perm=[0, 2, 3, 1]))
    shape = [None, None, None, 1]
    made = helper.make_model(
        helper.make_graph(
            nodes, "keras", [helper.make_tensor_value_info("input", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * 4)
             for name, _ in results], weights),
        producer_name="tf2onnx", opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    return made


def networks():
    def groups(channels):
        return nn.GroupNorm(2, channels)

    def bilinear(_):
        return nn.Upsample(scale_factor=2, mode="bilinear")

    return {
        "unet-batch": (from_torch(UNet(nn.BatchNorm2d)), (1, 1, 16, 16)),
        "unet-instance": (from_torch(UNet(nn.InstanceNorm2d, nn.LeakyReLU)), (2, 1, 16, 16)),
        "unet-group": (from_torch(UNet(groups, nn.GELU, up=bilinear)), (2, 1, 16, 16)),
        "unet-blur": (from_torch(UNet(nn.BatchNorm2d, nn.PReLU, BlurPool)), (1, 1, 16, 16)),
        "unet-odd": (from_torch(SizedUNet()), (1, 1, 15, 13)),
        "resnet": (from_torch(ResNet()), (3, 1, 33, 31)),
        "stars": (from_torch(Stars(), outputs=("prob", "dist")), (1, 1, 16, 24)),
        "separable": (from_torch(Separable()), (1, 1, 16, 16)),
        "convnext": (from_torch(ConvNeXt()), (1, 1, 24, 24)),
        "cellpose": (from_torch(Cellpose(), 2, is_fixed=True), (1, 2, 16, 16)),
        "shuffled": (from_torch(Shuffled(), is_fixed=True), (1, 1, 16, 16)),
        "shuffled-opset-11": (from_torch(Shuffled(), opset=11, is_fixed=True), (1, 1, 16, 16)),
        "corners": (from_torch(Corners()), (1, 1, 12, 16)),
        "keras-care": (keras(False), (1, 16, 14, 1)),
        "keras-stardist": (keras(True), (1, 16, 20, 1)),
    }


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def main():
    folder = pathlib.Path(sys.argv[1])
    answers = {}
    for name, (made, shape) in networks().items():
        data = made.SerializeToString()
        (folder / f"{name}.onnx").write_bytes(data)
        session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
        image = np.random.default_rng(11).normal(0.3, 0.8, shape).astype(np.float32)
        results = session.run(None, {session.get_inputs()[0].name: image})
        is_last = name.startswith("keras")

        def last(array):
            return array if is_last or array.ndim != 4 else array.transpose(0, 2, 3, 1)

        batch, height, width, channels = last(image).shape
        answers[name] = {
            "shape": [batch, channels, height, width], "image": packed(last(image)),
            "results": {value.name: packed(last(result))
                        for value, result in zip(session.get_outputs(), results)}}
        print(name, len(data), [tuple(result.shape) for result in results])
    (folder / "answers.json").write_text(json.dumps(answers, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
