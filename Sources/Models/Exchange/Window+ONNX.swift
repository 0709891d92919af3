internal import ONNX

extension Window {
    /// The attributes of a node that moves this window.
    func attributes(groups: Int? = nil) -> [String: ONNXAttribute] {
        var attributes: [String: ONNXAttribute] = [
            "kernel_shape": .ints([kernel.height, kernel.width]),
            "strides": .ints([stride.height, stride.width]),
            "dilations": .ints([dilation.height, dilation.width]),
            "pads": .ints([before.height, before.width, after.height, after.width]),
        ]
        if let groups { attributes["group"] = .int(groups) }
        switch fitting {
        case .fixed: break
        case .sameUpper, .sameLower:
            attributes["pads"] = nil
            attributes["auto_pad"] = .string(fitting == .sameUpper ? "SAME_UPPER" : "SAME_LOWER")
        case .roundedUp: attributes["ceil_mode"] = .int(1)
        }
        return attributes
    }
}
