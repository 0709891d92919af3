import Documents

/// Where in its file an experiment names a channel or a position, for errors that only a rig can
/// find.
package struct PlanPlaces: Sendable {
    private var channels: [String: Document] = [:]
    private var positions: [Document] = []

    /// For an experiment that comes from no file.
    init() {}

    /// - Parameter plan: The useq-schema document, which was read without an error.
    init(_ plan: Document) throws(DocumentError) {
        for entry in try plan.entries() where entry.value.kind == .sequence {
            let elements = try entry.value.sequence()
            switch entry.key.text {
            case "channels":
                for element in elements {
                    let name = try Self.name(element)
                    channels[name.text] = channels[name.text] ?? name
                }
            case "stage_positions": positions = elements
            default: break
            }
        }
    }

    /// `sentence`, behind the place where the plan has `channel`.
    func at(channel: String, _ sentence: String) -> String {
        channels[channel]?.fail(sentence).description ?? sentence
    }

    /// `sentence`, behind the place where the plan has the position that counts from 0.
    func at(position: Int?, _ sentence: String) -> String {
        guard let position, positions.indices.contains(position) else { return sentence }
        return positions[position].fail(sentence).description
    }

    private static func name(_ channel: Document) throws(DocumentError) -> Document {
        guard channel.kind == .mapping else { return channel }
        return try channel.entries().first { $0.key.text == "config" }?.value ?? channel
    }
}
