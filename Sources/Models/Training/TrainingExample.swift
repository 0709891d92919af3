/// A row of pictures of one field that shows what a network does: what went in, what came out, what
/// is true.
package struct TrainingExample: Sendable, Equatable {
    /// Which grey values or colours show the values of an image.
    package struct Range: Sendable, Equatable {
        package enum Ramp: String, Sendable {
            case grey
            /// From dark blue to yellow: for what is not a picture, such as uncertainty.
            case heat
        }

        /// Shown darkest and brightest, in `unit`.
        package var low: Float
        package var high: Float
        /// "electrons", "grey values"; may be empty.
        package var unit: String
        package var ramp: Ramp

        package init(_ low: Float, _ high: Float, unit: String = "", ramp: Ramp = .grey) {
            self.low = low
            self.high = high
            self.unit = unit
            self.ramp = ramp
        }
    }

    package enum Content: Sendable, Equatable {
        case image(FloatImage, Range)
        case labels(LabelImage)
        /// The borders of objects, in colour, on an image of the same size.
        case outlines(LabelImage, on: FloatImage, Range)
    }

    /// One picture of the row.
    package struct Panel: Sendable, Equatable {
        /// "raw", "restored", "uncertainty", "reference".
        package var name: String
        package var content: Content
        /// At the sample; `nil` where nobody knows.
        package var pixelMicrometers: Double?

        package init(_ name: String, _ content: Content, pixelMicrometers: Double? = nil) {
            self.name = name
            self.content = content
            self.pixelMicrometers = pixelMicrometers
        }
    }

    package var title: String
    /// What to look at, and the figures of this field alone; may be empty.
    package var caption: String
    /// All show the same field; some may have finer pixels.
    package var panels: [Panel]

    package init(title: String, caption: String = "", panels: [Panel]) {
        self.title = title
        self.caption = caption
        self.panels = panels
    }
}
