/// A number that was measured in a frame.
package struct FeatureRecord: JournalRecord {
    package var eventIndex: Int
    package var name: String
    package var value: Double

    package init(
        eventIndex: Int, name: String, value: Double
    ) {
        self.eventIndex = eventIndex
        self.name = name
        self.value = value
    }
}
