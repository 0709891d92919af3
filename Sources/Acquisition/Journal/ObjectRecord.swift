/// One object that a network found in a frame: a row of the table of objects.
package struct ObjectRecord: JournalRecord {
    package var eventIndex: Int
    package var network: String
    /// Its number in the image of objects.
    package var label: Int
    /// Middle, in pixels from the middle of the image's first one.
    package var x: Double
    package var y: Double
    package var areaMicrometers2: Double
    /// Above the camera's offset, electrons per pixel.
    package var meanElectrons: Double
    /// The same of what lies round it; `nil` where nothing does, and in older journals.
    package var backgroundElectrons: Double?

    package init(eventIndex: Int, network: String, _ object: NetworkFinding.Object) {
        self.eventIndex = eventIndex
        self.network = network
        label = object.label
        x = object.x
        y = object.y
        areaMicrometers2 = object.areaMicrometers2
        meanElectrons = object.meanElectrons
        backgroundElectrons = object.backgroundElectrons
    }
}
