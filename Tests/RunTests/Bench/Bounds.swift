import Acquisition
import SimulatedRig
import Testing

/// What no run may pass, checked against what the rig really did.
struct Bounds {
    /// The calibration is measured at thirteen points of a bent curve, which is 0.2 % from the
    /// straight lines between them; the camera rounds exposures to 10 µs.
    private static let share = 1.01
    private static let slackJoules = 1e-4

    let budget: LightBudget
    let truth: RigTruth
    let seed: UInt64

    /// No axis was sent beyond the limits of the rig file.
    func expectMotionWithin() {
        #expect(truth.stageLimits.isEmpty, "seed \(seed)")
        for motion in truth.motions {
            let limit = motion.axis == "z" ? 200.0 : 2000.0
            #expect(abs(motion.asked) <= limit + 0.01, "seed \(seed): \(motion)")
        }
    }

    /// No budget was passed: for the run, for each position, and for each cell.
    ///
    /// - Parameters:
    ///   - exposures: The journal's, for the names of the positions only.
    ///   - brightest: How much brighter the brightest spot of the field is than its mean, by which
    ///     the ledger counts.
    func expectLightWithin(_ exposures: [ExposureRecord], brightest: Double = 1) {
        expect(truth.joulesPerSquareCentimeter(), budget.run, "the run")
        // An exposure is the n-th of the truth and the n-th of the journal.
        let taken = truth.exposures.sorted { $0.from < $1.from }
        let named = exposures.sorted { $0.at < $1.at }
        // The last of a run that failed may have been booked without having been taken.
        #expect((taken.count...taken.count + 1).contains(named.count), "seed \(seed)")
        var positions: [String: Double] = [:]
        for (exposure, record) in zip(taken, named) {
            positions[record.position, default: 0] += exposure.light.reduce(0) {
                $0 + $1.joulesPerSquareCentimeter
            }
        }
        for (name, joules) in positions { expect(joules, budget.perPosition, name) }
        for cell in truth.ends {
            let dose = cell.dose.values.reduce(0, +)
            expect(dose / brightest, budget.perCell, "cell \(cell.cell)")
        }
    }

    private func expect(_ joules: Double, _ allowed: Double?, _ what: String) {
        guard let allowed else { return }
        #expect(
            joules <= allowed * Self.share + Self.slackJoules,
            "seed \(seed): \(what) received \(joules) J/cm2 of \(allowed)")
    }
}
