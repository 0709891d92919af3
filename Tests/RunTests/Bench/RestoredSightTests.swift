import Agent
import Foundation
import Rehearsal
import SimulatedRig
import Testing

@testable import Acquisition

@Suite("Restored frames, held against the truth")
struct RestoredSightTests {
    /// A network that hands back what it was given, times a factor; or nothing but the offset.
    private struct Echo: FrameNetworks {
        var factor: Float

        var networks: [FrameNetwork] {
            [
                FrameNetwork(
                    name: "restore", hash: "0123456789abcdef",
                    channels: ["phase", "nuclei", "mitochondria"],
                    keepsImages: false, outputs: [.init("mean")])
            ]
        }

        func look(
            _ indices: [Int], at frame: AcquiredFrame
        ) async -> [Result<NetworkFinding, any Error>] {
            let offset = Float(frame.offset)
            let values = frame.withPixels { $0.map { offset + factor * (Float($0) - offset) } }
            return indices.map { _ in .success(NetworkFinding(planes: [.values(values)])) }
        }
    }

    private func result(
        factor: Float, channel: String = "nuclei"
    ) throws -> Rehearsal.Result {
        var rig = Samples.rig(sensor: 256)
        rig.specimen.cellsPerSquareMillimeter = 80
        let plan = Samples.watch(loops: 3, agent: false).replacingOccurrences(
            of: "nuclei", with: channel)
        var rehearsal = Rehearsal(experiment: try Samples.experiment(plan), rig: rig)
        rehearsal.worker = { _ in Echo(factor: factor) }
        return try rehearsal.run()
    }

    /// Of each cell of each fluorescence frame: in the restored frame, and by the rig in the raw one.
    private func pairs(in result: Rehearsal.Result) -> [(restored: Double, raw: Double)] {
        result.truth.exposures.flatMap { exposure -> [(restored: Double, raw: Double)] in
            guard let ratios = result.restoredRatios[Int64(exposure.frame)] else { return [] }
            return exposure.cells.map { (ratios[$0.id]?.peak ?? -1, $0.peakSNR) }
        }
    }

    @Test("a frame that is left as it was is worth what the raw one is")
    func echo() throws {
        let result = try result(factor: 1)
        let fluorescence = result.truth.exposures.filter { exposure in
            exposure.light.contains { $0.line != "LED" && $0.seconds > 0 }
        }

        #expect(fluorescence.count == 6)
        #expect(
            Set(result.restoredRatios.keys) == Set(fluorescence.map { Int64($0.frame) }),
            "transmitted light shows no nuclei")
        let shares = pairs(in: result).filter { $0.raw > 5 }.map { $0.restored / $0.raw }.sorted()
        #expect(shares.count > 10)
        #expect((0.7...1.6).contains(shares[shares.count / 2]), "\(shares)")
    }

    @Test("and so it is for an organelle, in a flash too")
    func organelle() throws {
        let result = try result(factor: 1, channel: "mitochondria")
        var shares: [Double] = []
        for exposure in result.truth.exposures {
            guard let ratios = result.restoredRatios[Int64(exposure.frame)] else { continue }
            for cell in exposure.cells where cell.organelleSNR > 3 {
                let restored = try #require(ratios[cell.id])
                shares.append(restored.organelle / cell.organelleSNR)
                #expect(
                    abs(restored.flash * cell.organelleSNR - restored.organelle * cell.flashSNR)
                        < 1e-6)
            }
        }

        shares.sort()
        #expect(shares.count > 10)
        #expect((0.7...1.6).contains(shares[shares.count / 2]), "\(shares)")
    }

    @Test(
        "what a network leaves out or makes too bright is an error like noise", arguments: [0, 2])
    func wrong(factor: Float) throws {
        let ratios = pairs(in: try result(factor: factor)).filter { $0.raw > 5 }.map(\.restored)

        #expect(ratios.count > 10)
        #expect(ratios.allSatisfy { (0..<2.1).contains($0) }, "\(ratios)")
    }

    @Test("of a frame and its restoration the better one counts for a flash, too")
    func flash() throws {
        var lines = (0..<12).map { number in
            let (from, to) = (Double(number * 120), Double(number * 120) + 0.05)
            return
                #"{"kind": "exposure", "frame": \#(number + 1), "from": \#(from), "to": \#(to), "#
                + #""x_um": 0, "y_um": 0, "light": [{"line": "GREEN", "seconds": 0.05, "j_cm2": 1}], "#
                + #""cells": [{"id": 7, "x_px": 1, "y_px": 1, "peak_snr": 3, "organelle_snr": 2, "#
                + #""flash_snr": 3, "phase": "interphase"}]}"#
        }
        lines.append(#"{"kind": "flash", "cell": 7, "from": 500, "to": 900}"#)
        func isCaught(_ ratios: RestoredRatios?) throws -> [Bool] {
            var settings = TruthTally.Settings()
            if let ratios {
                settings.restoredRatios = Dictionary(
                    uniqueKeysWithValues: (1...12).map { (Int64($0), [7: ratios]) })
            }
            return try RunScore(truthLines: lines, settings).flashes.map(\.isCaught)
        }

        #expect(try isCaught(nil) == [false])
        #expect(try isCaught(RestoredRatios(peak: 9, organelle: 6, flash: 4)) == [false])
        #expect(try isCaught(RestoredRatios(peak: 0, organelle: 6, flash: 7)) == [true])
    }

    @Test("of a frame and its restoration the better one counts")
    func score() throws {
        let cell = #"{"id": 7, "x_px": 1, "y_px": 1, "peak_snr": 3, "phase": "metaphase"}"#
        var lines = (0..<12).map { number in
            let (from, to) = (Double(number * 120), Double(number * 120) + 0.05)
            return
                #"{"kind": "exposure", "frame": \#(number + 1), "from": \#(from), "to": \#(to), "#
                + #""x_um": 0, "y_um": 0, "light": [{"line": "CYAN", "seconds": 0.05, "j_cm2": 1}], "#
                + #""cells": [\#(cell)]}"#
        }
        lines.append(
            #"{"kind": "division", "cell": 7, "envelope_breakdown": 100, "anaphase": 500, "end": 900}"#
        )
        var settings = TruthTally.Settings()
        let raw = try RunScore(truthLines: lines, settings)
        settings.restoredRatios = Dictionary(
            uniqueKeysWithValues: (1...12).map { (Int64($0), [7: RestoredRatios(peak: 6)]) })
        let restored = try RunScore(truthLines: lines, settings)

        #expect(raw.divisions.map(\.isCaught) == [false])
        #expect(restored.divisions.map(\.isCaught) == [true])
    }
}
