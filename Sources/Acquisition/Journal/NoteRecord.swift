/// Something a person should know.
package struct NoteRecord: JournalRecord {
    /// In the words of process control: what is `invalid` must not be trusted at all.
    package enum Severity: String, Codable, Sendable, CaseIterable {
        case info, minor, major, invalid
    }

    /// Seconds of run time.
    package var at: Double
    package var severity: Severity
    package var device: String?
    package var text: String

    package init(
        at: Double, severity: Severity, device: String? = nil, text: String
    ) {
        self.at = at
        self.severity = severity
        self.device = device
        self.text = text
    }
}
