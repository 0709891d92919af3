/// Something that holds for the whole run: plan hash, seed, program version.
package struct RunFact: JournalRecord {
    package var key: String
    package var value: String

    /// Key of where the focus stood when the run began, in micrometres.
    package static let restingFocus = "focus.rest"

    package init(
        key: String, value: String
    ) {
        self.key = key
        self.value = value
    }
}
