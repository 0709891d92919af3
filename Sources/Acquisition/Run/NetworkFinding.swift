/// What one network made of one frame.
package struct NetworkFinding: Sendable, Equatable {
    /// One image, row by row, of the size that the network's output has.
    package enum Plane: Sendable, Equatable {
        /// In the frame's grey values, or in the network's own units.
        case values([Float])
        /// Numbers of objects; 0 is background.
        case objects([UInt32])
    }

    /// One object of the per-cell table.
    package struct Object: Sendable, Equatable {
        /// Its number in the image of objects.
        package let label: Int
        /// Middle, in pixels from the middle of the image's first one.
        package let x: Double
        package let y: Double
        package let areaMicrometers2: Double
        /// Mean of the frame above the camera's offset, electrons per pixel.
        package let meanElectrons: Double
        /// The same of what lies round it; `nil` where nothing does.
        package let backgroundElectrons: Double?

        package init(
            label: Int, x: Double, y: Double, areaMicrometers2: Double, meanElectrons: Double,
            backgroundElectrons: Double?
        ) {
            self.label = label
            self.x = x
            self.y = y
            self.areaMicrometers2 = areaMicrometers2
            self.meanElectrons = meanElectrons
            self.backgroundElectrons = backgroundElectrons
        }
    }

    /// One cell that a network of single cells judged.
    package struct Cell: Sendable, Equatable {
        /// Its number in the image of objects that the network was given.
        package let label: Int
        /// Middle, in pixels from the middle of the image's first one.
        package let x: Double
        package let y: Double
        /// Probabilities and amounts by name.
        package let answers: [String: Double]
        /// False where the network wants an earlier frame and there was none.
        package let hasEarlier: Bool
        /// Whether part of what the network saw of it lay beyond the frame.
        package let isAtBorder: Bool

        package init(
            label: Int, x: Double, y: Double, answers: [String: Double], hasEarlier: Bool,
            isAtBorder: Bool
        ) {
            self.label = label
            self.x = x
            self.y = y
            self.answers = answers
            self.hasEarlier = hasEarlier
            self.isAtBorder = isAtBorder
        }
    }

    /// In the order of the network's outputs.
    package var planes: [Plane]
    package var objects: [Object]
    package var cells: [Cell]
    /// By name, finite: what policies see and the journal keeps.
    package var numbers: [String: Double]
    /// Whether the result can be trusted, in words; `nil` where nobody judged.
    package var verdict: String?

    package init(
        planes: [Plane] = [], objects: [Object] = [], cells: [Cell] = [],
        numbers: [String: Double] = [:], verdict: String? = nil
    ) {
        self.planes = planes
        self.objects = objects
        self.cells = cells
        self.numbers = numbers.filter { $0.value.isFinite }
        self.verdict = verdict
    }

    /// The name of the mean relative uncertainty in ``numbers``.
    package static let uncertainty = "uncertainty"
}
