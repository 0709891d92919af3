import Synchronization
import Testing

@testable import Hardware

@Suite("Safety latch")
struct SafetyLatchTests {
    @Test("starts tripped, keeps the first reason, and is released by arming alone")
    func reasons() {
        let latch = SafetyLatch()
        #expect(latch.reason != nil)

        latch.arm()
        #expect(latch.reason == nil)
        latch.trip("first")
        latch.trip("second")

        #expect(latch.reason == "first")
    }

    @Test("a watched condition trips it for good")
    func watch() {
        let latch = SafetyLatch()
        let isBroken = Flag()
        latch.watch { isBroken.isRaised ? "broken" : nil }
        latch.arm()
        #expect(latch.reason == nil)

        isBroken.raise()
        #expect(latch.reason == "broken")
    }

    /// Every interleaving of "on", moves and the safe state that the seeds produce.
    @Test("after the safe state nothing shines and nothing moves", arguments: 0..<200)
    func interleavings(seed: Int) async throws {
        let engineWire = ScriptedLine(TinyLumencor())
        let stageWire = ScriptedLine(TinyMS2000(busyPolls: 1000))
        let latch = SafetyLatch()
        let engine = try await LumencorEngine(
            label: "engine", channel: engineWire, gate: .camera, latch: latch)
        let line = try await MS2000Line(device: "stage", channel: stageWire, axes: ["X", "Y", "Z"])
        let limits = MotionLimits(x: -9...9, y: -9...9, z: -9...9)
        let stage = try await MS2000Stage(
            line: line, limits: limits, latch: latch, clock: TestClock(), settleTime: .zero)
        await engineWire.yield(times: seed % 3)
        await stageWire.yield(times: seed % 2)
        latch.arm()

        await withTaskGroup(of: Void.self) { group in
            for index in 0..<6 {
                group.addTask {
                    let line = engine.lines[index % 3]
                    // Refusals are what this is about; the truth is looked at below.
                    try? await engine.setIntensity(0.5, line: line)
                    try? await engine.setEmission(on: true, line: line)
                }
                group.addTask {
                    let place = Double(index)
                    try? await stage.startMove(to: StagePoint(xMicrometers: place, yMicrometers: 0))
                }
            }
            group.addTask {
                for _ in 0..<(seed * 7 % 40) { await Task.yield() }
                latch.trip("test")
                try? await engine.darken()
                try? await stage.halt()
            }
        }

        #expect(await engineWire.device.isDark)
        #expect(await stageWire.device.isStill)
    }
}

/// A Boolean that a test may raise from anywhere.
final class Flag: Sendable {
    private let value = Mutex(false)
    var isRaised: Bool { value.withLock { $0 } }
    func raise() { value.withLock { $0 = true } }
}
