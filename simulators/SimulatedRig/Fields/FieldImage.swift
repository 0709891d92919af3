/// What the pages of a training folder hold; the names are those of its table.
package enum FieldKind: String, Sendable, CaseIterable {
    /// Camera counts.
    case frame
    /// Expected electrons above the camera's offset.
    case truth
    /// Expected electrons per pixel of the frame, with half the blur, at twice the sampling.
    case sharp
    /// Instances; 0 is background.
    case labels

    /// Where files of this kind go.
    var folder: String { self == .frame ? "frames" : rawValue }
}

/// One page of a training folder.
package struct FieldImage: Sendable, Equatable {
    package enum Pixels: Sendable, Equatable {
        case counts([UInt16])
        case electrons([Float])
    }

    /// A channel, or what the labels outline.
    package var channel: String
    package var kind: FieldKind
    /// Relative to the reference exposure.
    package var light: Double
    package var width: Int
    package var height: Int
    /// Row by row.
    package var pixels: Pixels
}

/// One cell of a frame, as the specimen knows it.
package struct FieldCell: Sendable, Equatable {
    package var label: Int
    package var id: Int
    /// Column and row of the nucleus; the first pixel's middle is 0.
    package var x: Double
    package var y: Double
    package var phase: CellPhase
    /// 0 unharmed, 1 arrests.
    package var damage: Double
}

/// One frame: every page of it, and the cells that reach into it.
package struct RenderedField: Sendable, Equatable {
    package var images: [FieldImage]
    package var cells: [FieldCell]
}
