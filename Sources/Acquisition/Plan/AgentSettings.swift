package import Documents

/// Which policy decides during a run. Its own settings are read by the agent, as strictly.
package struct AgentSettings: Sendable {
    package static let policies = ["fixed", "hold-snr", "event-driven"]

    package var policy: String
    /// The whole section, `policy` included.
    package var document: Document

    package init(_ document: Document) throws(DocumentError) {
        for entry in try document.entries() where entry.key.text == "policy" {
            policy = try entry.value.choice(Self.policies)
            self.document = document
            return
        }
        throw document.fail("missing key \"policy\": \(Self.policies.joined(separator: ", "))")
    }
}
