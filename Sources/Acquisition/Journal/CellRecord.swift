/// One cell that a network of single cells judged: a row of the table of cells.
package struct CellRecord: JournalRecord {
    package var eventIndex: Int
    package var network: String
    /// Its number in the image of objects that the network was given.
    package var label: Int
    /// Middle, in pixels from the middle of the image's first one.
    package var x: Double
    package var y: Double
    /// Probabilities and amounts by name, as a JSON object.
    package var answers: String
    package var hasEarlier: Bool
    package var isAtBorder: Bool

    /// - Parameter answers: Those of `cell` as JSON.
    package init(
        eventIndex: Int, network: String, _ cell: NetworkFinding.Cell, answers: String
    ) {
        self.eventIndex = eventIndex
        self.network = network
        label = cell.label
        x = cell.x
        y = cell.y
        self.answers = answers
        hasEarlier = cell.hasEarlier
        isAtBorder = cell.isAtBorder
    }
}
