/// How the fields of a grid lie beside each other.
package struct Tiling: Equatable, Sendable {
    /// How much of a field its neighbour shows again. Negative: a gap.
    package var overlapXPercent: Double
    package var overlapYPercent: Double
    package var mode: GridMode
    /// In micrometres; `nil`: not known yet, and treated as 1.
    package var fieldWidth: Double?
    package var fieldHeight: Double?

    package init(
        overlapXPercent: Double = 0, overlapYPercent: Double = 0,
        mode: GridMode = .rowWiseSnake, fieldWidth: Double? = nil, fieldHeight: Double? = nil
    ) {
        self.overlapXPercent = overlapXPercent
        self.overlapYPercent = overlapYPercent
        self.mode = mode
        self.fieldWidth = fieldWidth
        self.fieldHeight = fieldHeight
    }

    /// From one field's centre to the next.
    var pitch: (x: Double, y: Double) {
        let width = fieldWidth ?? 1
        let height = fieldHeight ?? 1
        return (
            width - width * overlapXPercent / 100, height - height * overlapYPercent / 100
        )
    }

    /// The field, if both of its sides are known.
    var givenField: (width: Double, height: Double)? {
        guard let fieldWidth, let fieldHeight else { return nil }
        return (fieldWidth, fieldHeight)
    }
}
