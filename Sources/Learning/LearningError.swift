/// What is wrong with data to learn from or to predict on, and where.
package struct LearningError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A path, with `:` and a line where it is about one.
    package let place: String
    package let message: String

    package init(_ place: String, _ message: String) {
        self.place = place
        self.message = message
    }

    /// `data/frames.csv:12: there is no file a.tif`
    package var description: String { "\(place): \(message)" }
}
