/// One answer of a network of single cells.
package struct CellHead: Sendable, Hashable, Codable {
    package enum Answer: String, Sendable, Codable {
        /// One of several classes: probabilities whose sum is 1.
        case classes
        /// Something that is so or not: a probability.
        case chance
        /// Something that is 0 or more.
        case amount
    }

    /// The output's name.
    package var name: String
    package var answer: Answer
    /// The classes, or what is measured.
    package var channels: [String]

    package init(_ name: String, _ answer: Answer, channels: [String]) {
        self.name = name
        self.answer = answer
        self.channels = channels
    }
}
