import Models

/// One policy over all specimens of a scenario, with what other specimens would have changed.
package struct PolicySummary: Sendable, Hashable, Codable {
    /// A figure and the interval that holds 95 % of what other specimens like these give.
    package struct Figure: Sendable, Hashable, Codable {
        package let value: Double
        package let low: Double
        package let high: Double
    }

    package struct Latency: Sendable, Hashable, Codable {
        package let median: Double
        package let p99: Double

        /// `nil` for none.
        package init?(_ seconds: [Double]) {
            guard !seconds.isEmpty else { return nil }
            let sorted = seconds.sorted()
            median = sorted[sorted.count / 2]
            p99 = sorted[min(sorted.count * 99 / 100, sorted.count - 1)]
        }
    }

    /// One specimen.
    package struct Trial: Sendable, Hashable, Codable {
        package let seed: UInt64
        package let happened: Int
        package let caught: Int
        package let misses: [String]
        /// J/cm².
        package let fluorescence: Double
        package let harmed: Int

        init(_ trial: PolicyTrial) {
            seed = trial.seed
            happened = trial.happened
            caught = trial.caught
            misses = trial.misses
            fluorescence = trial.fluorescence
            harmed = trial.harmed
        }
    }

    package let policy: String
    package let specimens: Int
    package let happened: Int
    package let caught: Int
    /// Of what happened; `nil` where none did.
    package let caughtShare: Figure?
    /// Median, seconds; `nil` where nothing was caught.
    package let timingError: Double?
    /// Why the others were missed, with how many of them.
    package let misses: [String: Int]
    /// J/cm² of fluorescence a specimen, all positions together.
    package let fluorescence: Figure
    /// Of the first policy's fluorescence; `nil` where that had none.
    package let doseShare: Figure?
    /// Cells harmed, a specimen.
    package let harmed: Figure
    /// Share of the label that light destroyed, cells on average.
    package let bleached: Figure
    /// What was caught for each J/cm² of fluorescence; `nil` where there was none.
    package let caughtPerJoule: Double?
    /// What a measured brightness is typically off by, as a share, over specimens; `nil` where none
    /// was asked for.
    package let intensityError: Figure?
    package let refused: Int
    /// Networks that lost the policy's trust: for each specimen where one did, how many of its looks
    /// were taken in by then, in rising order.
    package let distrustLooks: [String: [Int]]
    /// Of each specimen, in their order; empty where no network tells the policy of harm.
    package let harmNotices: [HarmNotice]
    /// Seconds from frame to decision by computing alone: of the middle one, and of one in a hundred;
    /// `nil` where nobody measured.
    package let decisionSeconds: Latency?
    package let trials: [Trial]

    /// Each policy of `trials`, in their order; the first is what doses are compared with.
    package static func all(_ trials: [PolicyTrial]) throws -> [PolicySummary] {
        var names: [String] = []
        for trial in trials where !names.contains(trial.policy) { names.append(trial.policy) }
        guard let first = names.first else { return [] }
        let base = trials.filter { $0.policy == first }
        return try names.map { name in
            try PolicySummary(trials.filter { $0.policy == name }, against: base)
        }
    }

    /// - Parameter base: The first policy's, on the same specimens in the same order.
    private init(_ trials: [PolicyTrial], against base: [PolicyTrial]) throws {
        precondition(
            trials.map(\.seed) == base.map(\.seed), "all policies are tried on the same specimens")
        func sum(_ trials: [PolicyTrial], _ value: (PolicyTrial) -> Double, _ indices: [Int])
            -> Double
        { indices.reduce(0) { $0 + value(trials[$1]) } }
        /// Specimens are drawn again, each with all that happened on it.
        func figure(_ metric: ([Int]) -> Double) throws -> Figure {
            let interval = try Bootstrap(seed: 1).interval(count: trials.count, metric)
            return Figure(
                value: metric(Array(trials.indices)), low: interval.lowerBound,
                high: interval.upperBound)
        }
        policy = trials.first?.policy ?? ""
        specimens = trials.count
        happened = trials.reduce(0) { $0 + $1.happened }
        caught = trials.reduce(0) { $0 + $1.caught }
        self.trials = trials.map(Trial.init)
        misses = trials.flatMap(\.misses).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        refused = trials.reduce(0) { $0 + $1.conduct.refused }
        distrustLooks = Dictionary(
            grouping: trials.flatMap(\.conduct.distrustLooks), by: \.key
        ).mapValues { $0.map(\.value).sorted() }
        harmNotices = trials.compactMap(\.conduct.harmNotice)
        decisionSeconds = Latency(trials.flatMap(\.conduct.decisionSeconds))
        let (caughtInAll, happenedInAll) = (Double(caught), Double(happened))
        caughtShare =
            happened == 0
            ? nil
            : try figure { indices in
                let drawn = sum(trials, { Double($0.happened) }, indices)
                // Specimens without any say nothing.
                return drawn > 0
                    ? sum(trials, { Double($0.caught) }, indices) / drawn
                    : caughtInAll / happenedInAll
            }
        let errors = trials.flatMap(\.timingErrors).sorted()
        timingError = errors.isEmpty ? nil : errors[errors.count / 2]
        fluorescence = try figure { sum(trials, \.fluorescence, $0) / Double($0.count) }
        let isLit = base.allSatisfy { $0.fluorescence > 0 }
        doseShare =
            isLit
            ? try figure { sum(trials, \.fluorescence, $0) / sum(base, \.fluorescence, $0) } : nil
        bleached = try figure { sum(trials, \.bleached, $0) / Double($0.count) }
        let joules = trials.reduce(0) { $0 + $1.fluorescence }
        caughtPerJoule = joules > 0 ? caughtInAll / joules : nil
        let off = trials.map(\.intensityError)
        intensityError =
            off.contains { $0 != nil }
            ? try figure { indices in
                // A specimen of which nothing was measured is all wrong.
                indices.reduce(0) { $0 + (off[$1] ?? 1) } / Double(indices.count)
            } : nil
        harmed = try figure { sum(trials, { Double($0.harmed) }, $0) / Double($0.count) }
    }
}
