/// When a cell passes each milestone of its cycle, in seconds of rig time.
package struct Timeline: Sendable, Equatable {
    package var prophase: Double
    package var envelopeBreakdown: Double
    package var metaphase: Double
    package var anaphase: Double
    package var telophase: Double
    /// Two daughters exist from here on.
    package var end: Double

    /// Draws the life of a cell born at `birth` that takes `cycle` seconds in all.
    ///
    /// Prometaphase and metaphase together last 20-29 min, envelope breakdown to the end 37-50 min.
    init(birth: Double, cycle: Double, random: inout SplitMix64) {
        end = birth + cycle
        telophase = end - 60 * random.uniform(10...12)
        anaphase = telophase - 60 * random.uniform(7...9)
        metaphase = anaphase - 60 * random.uniform(12...17)
        envelopeBreakdown = metaphase - 60 * random.uniform(8...12)
        prophase = envelopeBreakdown - 60 * random.uniform(10...14)
    }

    /// Moves `milestone` and all that follow it by `seconds`.
    mutating func postpone(from milestone: Milestone, by seconds: Double) {
        if milestone <= .prophase { prophase += seconds }
        if milestone <= .envelopeBreakdown { envelopeBreakdown += seconds }
        if milestone <= .metaphase { metaphase += seconds }
        if milestone <= .anaphase { anaphase += seconds }
        if milestone <= .telophase { telophase += seconds }
        if milestone <= .end { end += seconds }
    }

    func time(of milestone: Milestone) -> Double {
        switch milestone {
        case .prophase: prophase
        case .envelopeBreakdown: envelopeBreakdown
        case .metaphase: metaphase
        case .anaphase: anaphase
        case .telophase: telophase
        case .end: end
        case .never: .infinity
        }
    }

    /// The phase at `time` of a cell whose cycle nothing disturbed.
    func phase(at time: Double) -> CellPhase {
        if time < prophase { return .interphase }
        if time < envelopeBreakdown { return .prophase }
        if time < metaphase { return .prometaphase }
        if time < anaphase { return .metaphase }
        return time < telophase ? .anaphase : .telophase
    }
}

/// The next thing due in a cell's cycle.
enum Milestone: Int, Comparable, Sendable {
    case prophase, envelopeBreakdown, metaphase, anaphase, telophase, end, never

    static func < (left: Milestone, right: Milestone) -> Bool { left.rawValue < right.rawValue }

    var next: Milestone { Milestone(rawValue: rawValue + 1) ?? .never }

    /// The phase that begins with it.
    var phase: CellPhase? {
        switch self {
        case .prophase: .prophase
        case .envelopeBreakdown: .prometaphase
        case .metaphase: .metaphase
        case .anaphase: .anaphase
        case .telophase: .telophase
        case .end, .never: nil
        }
    }
}
