package import Acquisition

/// How early a policy answered to the harm that its light did.
package struct HarmNotice: Sendable, Hashable, Codable {
    /// Share of the imaged cells that light had done something to when the policy first cut its light
    /// for it; `nil` where it never did.
    package let affectedThen: Double?
    /// The same at the end.
    package let affected: Double

    package init(affectedThen: Double?, affected: Double) {
        self.affectedThen = affectedThen
        self.affected = affected
    }

    /// - Parameters:
    ///   - limit: Harm at which the policy stays dark, as a share of cells; it cuts its light from
    ///     half of that on.
    ///   - truth: In the order of their happening.
    package init(_ journal: Journal, truth: [TruthRecord], limit: Double) throws {
        let noticed = try journal.features().first {
            $0.name == WatchPolicy.harmFeature && $0.value > limit / 2
        }
        let events = try journal.exposures().map(\.eventIndex)
        var exposureEnds: [Double] = []
        var cells: Set<Int> = []
        for case .exposure(let exposure) in truth {
            exposureEnds.append(exposure.to)
            cells.formUnion(exposure.cells.map(\.id))
        }
        func share(until seconds: Double) -> Double {
            var affected: Set<Int> = []
            for case .damage(let damage) in truth
            where damage.time <= seconds && cells.contains(damage.cell) {
                affected.insert(damage.cell)
            }
            return cells.isEmpty ? 0 : Double(affected.count) / Double(cells.count)
        }
        // The rig's clock is not the run's: an exposure is found by its number in both.
        let end = noticed.flatMap { feature -> Double? in
            guard let number = events.firstIndex(of: feature.eventIndex),
                exposureEnds.indices.contains(number)
            else { return nil }
            return exposureEnds[number]
        }
        self.init(
            affectedThen: end.map(share), affected: share(until: exposureEnds.last ?? 0))
    }
}
