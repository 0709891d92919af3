package import Acquisition

/// Decides from observations what to expose next.
///
/// A policy is a pure value: what it answers depends only on its settings and on what it was told,
/// in order. It reads no clock, no file and no random source that is not in its settings, so a run
/// can be decided again from its journal. What it asks for passes an ``Envelope`` before anything
/// acts on it.
package protocol Policy: Sendable {
    /// As written in the experiment file.
    var name: String { get }

    /// Called once, before the first exposure.
    mutating func begin(_ outline: RunOutline) throws -> Verdict

    /// Called for each frame in order.
    mutating func observe(_ observation: Observation) throws -> Verdict

    /// Called after each verdict with the part of it that the envelope let pass.
    mutating func applied(_ proposals: [Proposal])
}

extension Policy {
    package mutating func applied(_ proposals: [Proposal]) {}
}

/// What a policy made of one observation.
package struct Verdict: Sendable, Hashable {
    /// Why, in words for a person.
    package var reason: String
    package var proposals: [Proposal]
    /// Numbers that the policy wants to see in the journal and the report.
    package var features: [String: Double]

    package init(
        _ reason: String, proposals: [Proposal] = [], features: [String: Double] = [:]
    ) {
        self.reason = reason
        self.proposals = proposals
        self.features = features
    }
}
