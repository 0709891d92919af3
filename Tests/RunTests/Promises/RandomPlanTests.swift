import Acquisition
import Documents
import Hardware
import SimulatedRig
import Synchronization
import Testing

@testable import Rehearsal

@Suite("Any plan whatsoever")
struct RandomPlanTests {
    #if DEBUG
        static let plansInChunk = 25
    #else
        static let plansInChunk = 250
    #endif

    @Test(
        "makes no light beyond its budget and no motion beyond the limits",
        arguments: 0..<40 as Range<UInt64>)
    func anyPlan(chunk: UInt64) throws {
        var ranCount = 0
        let count = UInt64(Self.plansInChunk)
        for seed in (chunk * count)..<((chunk + 1) * count) {
            let plan = HostilePlan(seed: seed)
            // Refused while it was read: nothing was even connected.
            guard
                let experiment = try? Experiment(
                    document: try Document.parse(plan.yaml, file: "plan.yaml"))
            else { continue }
            let isRunnable = Self.isRunnable(experiment)
            // What is refused before connecting is tried on the rig only now and then.
            guard isRunnable || seed % 40 == 0 else { continue }
            let ran = try Self.run(experiment, seed: seed, yaml: plan.yaml)
            #expect(ran == isRunnable, "seed \(seed): \(plan.yaml)")
            if ran { ranCount += 1 }
        }

        // A good share really ran.
        #expect(ranCount * 10 > Self.plansInChunk, "\(ranCount) of \(Self.plansInChunk)")
    }

    @Test(
        "with a mad policy and no envelope passes no budget either",
        arguments: 0..<10 as Range<UInt64>)
    func madPolicy(chunk: UInt64) throws {
        for seed in (chunk * 10)..<((chunk + 1) * 10) {
            var rehearsal = Rehearsal(
                experiment: try Samples.experiment(
                    Samples.watch(loops: 4, agent: false) + "\n"
                        + "light: {budget: {per_position: 0.8 J/cm2, run: 1.3 J/cm2}}"),
                rig: Samples.rig(seed: seed, isLampSwitchedBySoftware: seed % 2 == 0))
            rehearsal.rig.stack = FlatStack.path
            rehearsal.decider = { HostileDecider(seed: seed) }
            let result = try rehearsal.run()
            let bounds = Bounds(
                budget: result.plan.experiment.light.budget, truth: result.truth, seed: seed)

            bounds.expectMotionWithin()
            bounds.expectLightWithin(try result.journal.exposures())
            #expect(result.outcome.alarms.isEmpty, "seed \(seed)")
            // Nonsense is skipped; only an exposure that the camera has not ends the run.
            #expect(
                result.outcome.state == .completed
                    || result.outcome.reason.contains("outside the limits (exposure"),
                "seed \(seed): \(result.outcome.reason)")
        }
    }

    /// Runs it on the rig; returns whether it was let.
    private static func run(_ experiment: Experiment, seed: UInt64, yaml: String) throws -> Bool {
        var rig = Samples.rig(seed: seed)
        rig.specimen.cellsPerSquareMillimeter = 6
        rig.stack = FlatStack.path
        // The ledger counts the mean over the lit disc: an even field for one half of the plans,
        // for the other the allowance that an uneven one needs.
        let isEven = seed % 2 == 0
        if isEven { rig.specimen.illumination.unevenness = 0 }
        let life = try Rehearsal(experiment: experiment, rig: rig).live()
        let truth = life.endRig().truth
        let bounds = Bounds(budget: experiment.light.budget, truth: truth, seed: seed)

        bounds.expectMotionWithin()
        guard let outcome = life.outcome else {
            #expect(truth.lights.isEmpty && truth.motions.isEmpty, "seed \(seed): \(yaml)")
            return false
        }
        bounds.expectLightWithin(try life.journal.exposures(), brightest: isEven ? 1 : 1.16)
        let isBeyondCamera = outcome.reason.contains("outside the limits (exposure")
        #expect(outcome.state == .completed || isBeyondCamera, "seed \(seed): \(outcome.reason)")
        return true
    }

    private static let rigFile = Mutex<RigFile?>(nil)

    private static func isRunnable(_ experiment: Experiment) -> Bool {
        let file = rigFile.withLock { known -> RigFile? in
            if known == nil {
                known = try? RigFile.parse(Samples.rigFileText, file: "rig.yaml")
            }
            return known
        }
        guard let file else { return false }
        return (try? RunPlan(experiment: experiment, rig: file, sensor: (64, 64))) != nil
    }
}
