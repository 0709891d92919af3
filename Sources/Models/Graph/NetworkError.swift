/// What is wrong with a network, or with what it is given.
package struct NetworkError: Error, Equatable, CustomStringConvertible {
    /// The layer's name, or what else is at fault.
    package let place: String
    package let message: String

    package init(_ place: String, _ message: String) {
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message)" }
}
