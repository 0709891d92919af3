extension OMEXML {
    /// The document of a stack whose pages lie in the same file.
    static func document(of stack: PlaneStack) -> String {
        let type = stack.planes.samples == .float32 ? "float" : stack.planes.samples.rawValue
        var text = opening(creator: "Tarsier")
        text += "<Image ID=\"Image:0\">\n"
        text += "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"\(type)\""
        text += " BigEndian=\"false\" SizeX=\"\(stack.width)\" SizeY=\"\(stack.height)\""
        text += " SizeZ=\"\(stack.sizeZ)\" SizeC=\"\(stack.sizeC)\" SizeT=\"\(stack.sizeT)\""
        if let size = stack.pixelMicrometers {
            text += " PhysicalSizeX=\"\(size)\" PhysicalSizeY=\"\(size)\""
        }
        if let step = stack.zStepMicrometers { text += " PhysicalSizeZ=\"\(step)\"" }
        if let step = stack.timeStepSeconds { text += " TimeIncrement=\"\(step)\"" }
        text += ">\n"
        for number in 0..<stack.sizeC {
            text += "<Channel ID=\"Channel:0:\(number)\" SamplesPerPixel=\"1\""
            if stack.channelNames.indices.contains(number) {
                text += " Name=\"\(XMLText.escaped(stack.channelNames[number]))\""
            }
            text += "/>\n"
        }
        text += "<TiffData IFD=\"0\" PlaneCount=\"\(stack.planes.count)\"/>\n"
        return text + "</Pixels>\n</Image>\n</OME>\n"
    }
}
