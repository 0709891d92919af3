/// What a run caught and what it cost, by the truth of the simulated rig.
package struct RunScore: Sendable, Equatable {
    /// A field that was imaged, and the light that reached the sample while it was.
    package struct Place: Sendable, Equatable {
        package let xMicrometers: Double
        package let yMicrometers: Double
        /// J/cm² of each light line, in exposures of this place.
        package var joulesPerCm2: [String: Double] = [:]
        /// Seconds of each light line, in exposures of this place.
        package var seconds: [String: Double] = [:]
        package var exposureCount = 0
        package var fluorescenceCount = 0
    }

    /// A cell in an imaged field that light did something to.
    package struct HarmedCell: Sendable, Equatable {
        package let cell: Int
        package let place: Int
        /// Kinds of damage in the order in which they came.
        package var outcomes: [String]
    }

    package var places: [Place]
    /// Divisions that happened in the imaged fields while the run was on, by time of anaphase.
    package var divisions: [DivisionScore]
    /// Flashes of organelles in the imaged fields while the run was on, by their onset.
    package var flashes: [FlashScore]
    package var harmed: [HarmedCell]
    /// Share of the label that light had destroyed when a cell was last seen, cells on average; of
    /// several labels the one that lost most.
    package var bleachedShare: Double
    /// Seconds of each light line on the sample in the whole run, in exposures or not.
    package var secondsOn: [String: Double]
    /// J/cm² of each light line in the whole run, in exposures or not.
    package var joulesOn: [String: Double]
    /// Motions that the rig had to stop at a hard limit.
    package var stageLimitCount: Int
    /// Whether the rig ended in an orderly way, so that nothing is missing from its truth.
    package var isComplete: Bool

    package var caughtCount: Int { divisions.count(where: \.isCaught) }

    package init(
        places: [Place] = [], divisions: [DivisionScore] = [], flashes: [FlashScore] = [],
        harmed: [HarmedCell] = [], bleachedShare: Double = 0,
        secondsOn: [String: Double] = [:], joulesOn: [String: Double] = [:],
        stageLimitCount: Int = 0, isComplete: Bool = true
    ) {
        self.places = places
        self.divisions = divisions
        self.flashes = flashes
        self.harmed = harmed
        self.bleachedShare = bleachedShare
        self.secondsOn = secondsOn
        self.joulesOn = joulesOn
        self.stageLimitCount = stageLimitCount
        self.isComplete = isComplete
    }

    /// Reads the truth file at `path`.
    package init(truthAt path: String, _ settings: TruthTally.Settings = .init()) throws {
        var tally = TruthTally(settings)
        try TruthFile(path: path).forEach { tally.add($0) }
        self = tally.score()
    }

    /// Reads the truth from its lines, as a rehearsal has them.
    package init(truthLines: [String], _ settings: TruthTally.Settings = .init()) throws {
        var tally = TruthTally(settings)
        for record in try TruthFile.records(in: truthLines.joined(separator: "\n")) {
            tally.add(record)
        }
        self = tally.score()
    }

    /// J/cm² of all lines but the transmitted lamp's, all places together.
    package var fluorescenceJoulesPerCm2: Double {
        places.reduce(0) { sum, place in
            sum + place.joulesPerCm2.reduce(0) { $1.key == "LED" ? $0 : $0 + $1.value }
        }
    }

    /// Largest difference between the dose that `ledger` has for a place and line and what the
    /// rig integrated there, relative to the latter.
    ///
    /// - Parameter ledger: J/cm² by line, for each place in the order of ``places``.
    package func largestDoseError(against ledger: [[String: Double]]) -> Double {
        var largest = 0.0
        for (place, booked) in zip(places, ledger) {
            for line in Set(place.joulesPerCm2.keys).union(booked.keys) {
                let truth = place.joulesPerCm2[line] ?? 0
                let said = booked[line] ?? 0
                guard truth != said else { continue }
                largest = max(largest, truth > 0 ? abs(said - truth) / truth : .infinity)
            }
        }
        return ledger.count == places.count ? largest : .infinity
    }
}
