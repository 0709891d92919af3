package import Acquisition

/// Runs the plan as it stands: the schedule that the others are compared with.
package struct FixedPolicy: Policy {
    package let name = PolicySettings.Kind.fixed.rawValue

    package init() {}

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        Verdict("the plan runs as written")
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        Verdict("the plan runs as written")
    }
}
