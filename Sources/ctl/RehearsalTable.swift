import Acquisition
import Agent
import Rehearsal

/// What several rehearsals caught and cost, side by side.
struct RehearsalTable {
    struct Row {
        let seed: UInt64
        let policy: String
        let state: RunOutcome.State
        let frameCount: Int
        let divisions: Int
        let caught: Int
        let harmed: Int
        /// J/cm² of fluorescence, all positions together, by the simulation's truth.
        let fluorescence: Double
        /// Cells of the divisions that were caught.
        let caughtCells: Set<Int>
        let realSeconds: Double

        init(
            seed: UInt64, policy: String, _ result: Rehearsal.Result, realSeconds: Double
        ) throws {
            var settings = TruthTally.Settings()
            settings.restoredRatios = result.restoredRatios
            let score = try RunScore(truthLines: result.truthLines, settings)
            self.seed = seed
            self.policy = policy
            self.realSeconds = realSeconds
            state = result.outcome.state
            frameCount = result.outcome.frameCount
            divisions = score.divisions.count
            caught = score.caughtCount
            caughtCells = Set(score.divisions.filter(\.isCaught).map(\.cell))
            harmed = score.harmed.count
            fluorescence = score.fluorescenceJoulesPerCm2
        }

        var text: String {
            "\(String(seed).leftPadded(4))  \(policy.padded(8)) \(state.rawValue.padded(10))"
                + "\(String(frameCount).leftPadded(7))\(String(divisions).leftPadded(10))"
                + "\(String(caught).leftPadded(8))\(String(harmed).leftPadded(8))"
                + "\(rounded(fluorescence, 100).leftPadded(10))"
                + "\(rounded(realSeconds, 10).leftPadded(8))"
        }
    }

    private let policies: [String]
    private var rows: [Row] = []

    init(policies: [String]) { self.policies = policies }

    let head =
        "seed  policy   state      frames divisions  caught  harmed     J/cm²  real s"

    mutating func add(_ row: Row) { rows.append(row) }

    /// Totals by policy, and each against the first.
    var summary: String {
        guard let base = policies.first else { return "" }
        var lines = [""]
        for policy in policies {
            let own = rows.filter { $0.policy == policy }
            lines.append(
                "\(policy): \(sum(own, \.caught)) of \(sum(own, \.divisions)) divisions caught, "
                    + "\(sum(own, \.harmed)) cells harmed, "
                    + "\(rounded(own.reduce(0) { $0 + $1.fluorescence }, 10)) J/cm² of fluorescence"
            )
        }
        for policy in policies.dropFirst() { lines.append(comparison(policy, base)) }
        return lines.joined(separator: "\n")
    }

    /// Share of the base's catches, and of its dose, seed by seed.
    private func comparison(_ policy: String, _ base: String) -> String {
        var also = 0
        var ratios: [Double] = []
        for row in rows where row.policy == policy {
            guard let other = rows.first(where: { $0.policy == base && $0.seed == row.seed })
            else { continue }
            also += row.caughtCells.intersection(other.caughtCells).count
            if other.fluorescence > 0 { ratios.append(row.fluorescence / other.fluorescence) }
        }
        let own = rows.filter { $0.policy == policy }
        let others = rows.filter { $0.policy == base }
        let caught = sum(others, \.caught)
        func percent(_ part: Double, of whole: Double) -> String {
            whole > 0 ? "\(rounded(part / whole * 100, 10)) %" : "–"
        }
        let share = percent(Double(also), of: Double(caught))
        let dose = percent(
            own.reduce(0) { $0 + $1.fluorescence }, of: others.reduce(0) { $0 + $1.fluorescence })
        ratios.sort()
        let spread = ratios.first.map { least in
            " (by seed \(rounded(least * 100, 10)) to \(rounded((ratios.last ?? 0) * 100, 10)) %)"
        }
        return "\(policy) against \(base): \(also) of its \(caught) catches "
            + "(\(share)) with \(dose) of its fluorescence dose"
            + (spread ?? "")
    }

    private func sum(_ rows: [Row], _ count: KeyPath<Row, Int>) -> Int {
        rows.reduce(0) { $0 + $1[keyPath: count] }
    }
}

/// A number with as many decimals as `scale` has zeros, at most.
func rounded(_ value: Double, _ scale: Double) -> String {
    "\((value * scale).rounded() / scale)"
}
