/// One axis of an OME-Zarr image.
package struct ImageAxis: Equatable, Sendable {
    /// "t", "c", "z", "y" or "x".
    package var name: String
    package var size: Int
    /// From one sample to the next, in `unit`.
    package var scale: Double
    /// Of the first sample, in `unit`.
    package var translation: Double
    /// By UDUNITS' name, such as "micrometer"; `nil` where the file gives none.
    package var unit: String?

    package init(
        name: String, size: Int, scale: Double = 1, translation: Double = 0, unit: String? = nil
    ) {
        self.name = name
        self.size = size
        self.scale = scale
        self.translation = translation
        self.unit = unit
    }

    /// OME-Zarr's word for what the axis measures.
    var type: String {
        switch name {
        case "t": "time"
        case "c": "channel"
        default: "space"
        }
    }

    /// The scale in µm; `nil` where the unit is none of length.
    package var micrometers: Double? {
        switch unit {
        case "micrometer": scale
        case "nanometer": scale / 1000
        case "millimeter": scale * 1000
        default: nil
        }
    }
}
