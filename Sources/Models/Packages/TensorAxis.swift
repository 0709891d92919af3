/// One axis of a tensor.
package struct TensorAxis: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case batch
        case channel(names: [String])
        case space
        case time
        case index
    }

    /// Such as `batch`, `channel`, `y` or `x`.
    package var id: String
    package var kind: Kind
    package var size: AxisSize
    /// What one step along the axis measures, in `unit`; 1 where nothing is said.
    package var scale: Double
    /// Such as `micrometer` or `second`; `nil` where nothing is said.
    package var unit: String?
    /// Elements at both ends of an output that lack context and are cut off.
    package var halo: Int

    package init(
        id: String, kind: Kind, size: AxisSize, scale: Double = 1, unit: String? = nil,
        halo: Int = 0
    ) {
        self.id = id
        self.kind = kind
        self.size = size
        self.scale = scale
        self.unit = unit
        self.halo = halo
    }

    package static let batch = TensorAxis(id: "batch", kind: .batch, size: .any)

    package static func channel(_ names: [String]) -> TensorAxis {
        TensorAxis(id: "channel", kind: .channel(names: names), size: .fixed(names.count))
    }

    /// An axis in space, in micrometers where `micrometers`, the size of a pixel, is known.
    package static func space(
        _ id: String, _ size: AxisSize, micrometers: Double? = nil, halo: Int = 0
    ) -> TensorAxis {
        TensorAxis(
            id: id, kind: .space, size: size, scale: micrometers ?? 1,
            unit: micrometers == nil ? nil : "micrometer", halo: halo)
    }
}
