package import Documents

/// Which policy decides during a run. The agent reads its name and its settings strictly.
package struct AgentSettings: Sendable {
    package var policy: String
    /// The whole section, `policy` included.
    package var document: Document

    package init(_ document: Document) throws(DocumentError) {
        for entry in try document.entries() where entry.key.text == "policy" {
            policy = try entry.value.string()
            self.document = document
            return
        }
        throw document.fail("missing key \"policy\"")
    }
}
