extension TensorAxis {
    /// Writes the axis as version 0.5 of the format has it.
    func add(to text: inout DescriptionText) {
        switch kind {
        case .batch: return text.add("type", "batch")
        case .channel(let names):
            text.add("type", "channel")
            text.add("id", text: id)
            return text.add("channel_names", DescriptionText.quoted(names))
        case .space: text.add("type", "space")
        case .time: text.add("type", "time")
        case .index: text.add("type", "index")
        }
        text.add("id", text: id)
        switch size {
        case .any: break
        case .fixed(let count): text.add("size", "\(count)")
        case .stepped(let minimum, let step):
            text.add("size", "{min: \(minimum), step: \(step)}")
        case .reference(let tensor, let axis, let offset):
            let (tensor, axis) = (DescriptionText.quoted(tensor), DescriptionText.quoted(axis))
            text.add("size", "{tensor_id: \(tensor), axis_id: \(axis), offset: \(offset)}")
        }
        if kind != .index {
            text.add("scale", DescriptionText.number(scale))
            text.add("unit", text: unit)
        }
        if halo > 0 { text.add("halo", "\(halo)") }
    }
}
