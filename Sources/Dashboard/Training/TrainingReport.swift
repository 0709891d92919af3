package import Models

/// Everything that the page and the card of a training show, in plain values.
package struct TrainingReport: Sendable, Equatable {
    /// The file that training wrote.
    package struct PackageFile: Sendable, Equatable {
        package var name: String
        package var path: String
        /// Of its bytes, with the name of the method: "sha256:…".
        package var hash: String
        package var byteCount: Int
        /// As a reader shall see it.
        package var date: String

        package init(name: String, path: String, hash: String, byteCount: Int, date: String) {
            self.name = name
            self.path = path
            self.hash = hash
            self.byteCount = byteCount
            self.date = date
        }
    }

    /// The first of its figures is the one that the training is judged by; its peers are rivals.
    package var record: TrainingRecord
    /// One sentence: "Restores nuclei frames made with little light."
    package var purpose: String
    package var examples: [TrainingExample] = []
    /// What simple rules reach that do not look at cells; the network's own value beside them.
    package var probes: [TrainingRecord.Figure] = []
    package var file: PackageFile?
    /// What to type to train it again; may be empty.
    package var command = ""

    package init(_ record: TrainingRecord, purpose: String) {
        self.record = record
        self.purpose = purpose
    }
}
