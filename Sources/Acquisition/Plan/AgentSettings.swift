package import Documents

/// Which policy decides during a run. The agent reads its name and its settings strictly.
package struct AgentSettings: Sendable {
    package var policy: String
    /// The whole section, `policy` included.
    package var document: Document

    /// What decides where a section names nothing else.
    package static let defaultPolicy = "watch"

    package init(_ document: Document) throws(DocumentError) {
        policy = Self.defaultPolicy
        self.document = document
        for entry in try document.entries() where entry.key.text == "policy" {
            policy = try entry.value.string()
        }
    }
}
