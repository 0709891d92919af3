import Acquisition
import Agent
import Documents
import Foundation
import Models
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Networks in a run")
struct NetworksInRunTests {
    private static let section = """

        networks:
          restore: {package: restore, channels: [nuclei]}
          segment: {package: segment, channels: [nuclei], every: 2}
        """

    private func rehearsal(
        loops: Int = 3, _ section: String = section, shelf: String
    ) throws -> Rehearsal {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: loops, agent: false) + section),
            rig: Samples.rig())
        rehearsal.rig.specimen.cellsPerSquareMillimeter = 200
        rehearsal.shelf = PackageShelf(folder: shelf)
        return rehearsal
    }

    @Test(
        "the same seeds give the same journal, networks and all",
        arguments: [1, 2, 3] as [UInt64])
    func sameJournal(seed: UInt64) throws {
        try TinyPackages.withShelf { shelf in
            var rehearsal = try rehearsal(shelf: shelf)
            rehearsal.schedulingSeed = seed

            let first = try rehearsal.run()
            let second = try rehearsal.run()

            #expect(first.outcome.state == .completed, "\(first.outcome.reason)")
            #expect(try first.journal.canonicalText() == second.journal.canonicalText())
            let records = try first.journal.networks()
            // Two positions, three time points; every second for the segmentation.
            #expect(records.count { $0.network == "restore" && $0.outcome == .result } == 6)
            #expect(records.count { $0.network == "segment" && $0.outcome == .result } == 4)
            let hash = try ModelPackage.read(folder: shelf + "/restore").weights.sha256
            #expect(records.allSatisfy { $0.network != "restore" || hash.hasPrefix($0.hash) })
            #expect(records.allSatisfy { ($0.uncertainty ?? -1) >= 0 })
        }
    }

    @Test("frames are restored together with those before them, the same twice")
    func together() throws {
        let section = "\nnetworks:\n  restore: {package: together, channels: [nuclei]}\n"
        try TinyPackages.withShelf { shelf in
            let life = try rehearsal(section, shelf: shelf).run()
            let again = try rehearsal(section, shelf: shelf).run()

            #expect(life.outcome.state == .completed, "\(life.outcome.reason)")
            let records = try life.journal.networks()
            #expect(records.count == 6 && records.allSatisfy { $0.outcome == .result })
            #expect(try life.journal.canonicalText() == again.journal.canonicalText())
        }
    }

    @Test("an answer is judged by what its package knows of its training")
    func trust() throws {
        try TinyPackages.withShelf { shelf in
            let dark = InputStatistics(
                meanElectrons: 0, darkElectrons: 0, brightElectrons: 0, saturatedShare: 0,
                blankShare: 1, contrast: 0, spectrumSlope: 0, pixelMicrometers: 5)
            var package = try TinyPackages.restore()
            try package.setTrustCalibration(
                TrustCalibration(input: InputRange(training: [dark])))
            try FileManager.default.removeItem(atPath: shelf + "/restore")
            try package.write(folder: shelf + "/restore")

            let life = try rehearsal(loops: 1, shelf: shelf).run()

            let records = try life.journal.networks()
            let judged = records.filter { $0.network == "restore" && $0.outcome == .result }
            #expect(judged.count == 2)
            for record in judged {
                #expect(record.verdict?.contains("the pixel size in µm is") == true)
                #expect(record.numbers.contains("\"trusted\":0"))
            }
            // Nobody measured how the segmentation errs.
            let others = records.filter { $0.network == "segment" }
            #expect(!others.isEmpty && others.allSatisfy { $0.verdict == nil })
        }
    }

    @Test("each outlined cell is judged, with an earlier frame as soon as there is one")
    func cells() throws {
        let section = """

            networks:
              segment: {package: segment, channels: [phase]}
              state: state
            """
        try TinyPackages.withShelf { shelf in
            let life = try rehearsal(section, shelf: shelf).run()

            #expect(life.outcome.state == .completed, "\(life.outcome.reason)")
            let cells = try life.journal.cells()
            let objects = try life.journal.objects()
            #expect(cells.count > 10)
            #expect(cells.map(\.eventIndex) == objects.map(\.eventIndex))
            #expect(cells.map(\.label) == objects.map(\.label))
            let times = Dictionary(
                uniqueKeysWithValues: try life.journal.frames().map { ($0.eventIndex, $0.t) })
            for (cell, object) in zip(cells, objects) {
                #expect(abs(cell.x - object.x) < 0.01 && abs(cell.y - object.y) < 0.01)
                let answers = try JSONText.decode([String: Double].self, from: cell.answers)
                #expect(Set(answers.keys) == ["interphase", "metaphase"])
                #expect(abs(answers.values.reduce(0, +) - 1) < 0.001)
                #expect(cell.hasEarlier == (times[cell.eventIndex] != 0))
            }
            for record in try life.journal.networks() where record.network == "state" {
                let own = try cells.filter { $0.eventIndex == record.eventIndex }.map {
                    try JSONText.decode([String: Double].self, from: $0.answers)
                }
                let numbers = try JSONText.decode([String: Double].self, from: record.numbers)
                #expect(numbers["cells"] == Double(own.count))
                let expected = own.reduce(0) { $0 + ($1["metaphase"] ?? 0) }
                #expect(abs((numbers["mitotic"] ?? -1) - expected) < 0.01)
                #expect(numbers["dividing"] == numbers["mitotic"], "nothing is held there")
                #expect(numbers["mitotic_max"] == own.compactMap { $0["metaphase"] }.max() ?? 0)
            }
        }
    }

    @Test("what networks give is in the store, on the frames' own axes")
    func storeReadsBack() throws {
        try TinyPackages.withShelf { shelf in
            var rehearsal = try rehearsal(shelf: shelf)
            let root = shelf + "/derived.ome.zarr"
            rehearsal.derivedImages = root

            let result = try rehearsal.run()

            #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
            let images = try ZarrImage.images(at: root)
            #expect(images.map(\.name) == ["A restore", "A segment", "B restore", "B segment"])
            #expect(images[0].channelNames == ["nuclei mean", "nuclei scale"])
            #expect(images[0].samples == .float32)
            #expect(images[1].samples == .uint32)
            #expect(images[0].size("t") == 3)
            let scale = try images[2].greyValues(t: 2, c: 1, z: 0)
            #expect(scale.count == 64 * 64)
            #expect(scale.allSatisfy { $0 > 0 })
            // The journal's table and the image of objects tell the same of each object.
            let objects = try result.journal.objects()
            let events = try result.journal.frames().filter { $0.series == 0 && $0.t == 2 }
            for frame in events {
                let labels = try images[1].greyValues(t: 2, c: 0, z: 0)
                let rows = objects.filter { $0.eventIndex == frame.eventIndex }
                for row in rows {
                    let area = labels.count { Int($0) == row.label }
                    #expect(abs(Double(area) * 0.325 * 0.325 - row.areaMicrometers2) < 0.01)
                }
            }
        }
    }

    @Test(
        "a run that is killed and resumed has the images of both lives", arguments: [0.3, 0.6, 0.9])
    func resumed(share: Double) throws {
        try TinyPackages.withShelf { shelf in
            var whole = try rehearsal(loops: 6, shelf: shelf)
            whole.derivedImages = shelf + "/whole.ome.zarr"
            let jobCount = try whole.live().jobCount
            var rehearsal = whole
            rehearsal.derivedImages = shelf + "/derived.ome.zarr"
            rehearsal.killedAfterJobs = Int(Double(jobCount) * share)
            let first = try rehearsal.live()
            // It may be in the journal and not yet on the disk.
            let last = try first.journal.networks().last?.eventIndex
            rehearsal.killedAfterJobs = nil

            let second = try rehearsal.live(after: first)

            #expect(first.outcome == nil)
            #expect(second.outcome?.state == .completed, "\(second.outcome?.reason ?? "")")
            let images = try ZarrImage.images(at: shelf + "/derived.ome.zarr")
            let looks = try second.journal.networks().filter {
                $0.network == "restore" && $0.outcome == .result
            }
            let frames = try second.journal.frames()
            #expect(Set(looks.map(\.eventIndex)).count >= 11, "one look may be lost in the kill")
            let kept = Set(looks.map(\.eventIndex)).subtracting([last].compactMap(\.self))
            for frame in frames where kept.contains(frame.eventIndex) {
                let scale = try images[frame.series * 2].greyValues(t: frame.t, c: 1, z: 0)
                #expect(scale.allSatisfy { $0 > 0 }, "series \(frame.series), t \(frame.t)")
            }
        }
    }

    @Test("a slow network is skipped and counted, and no exposure is late for it")
    func slow() throws {
        let yaml = """
            acquisition:
              axis_order: tc
              time_plan: {interval: 1, loops: 60}
              channels: [{config: phase, exposure: 10}]
            """
        var plain = Rehearsal(experiment: try Samples.experiment(yaml), rig: Samples.rig())
        let alone = try plain.run()
        plain.worker = { _ in StubNetworks(channels: ["phase"]) }
        plain.settings.networkSeconds = .seconds(10)

        let slow = try plain.run()

        #expect(slow.outcome.state == .completed)
        #expect(slow.outcome.skippedLookCount > 0)
        #expect(
            try slow.journal.exposures().map(\.at) == alone.journal.exposures().map(\.at))
        let records = try slow.journal.networks()
        #expect(records.count { $0.outcome == .skipped } == slow.outcome.skippedLookCount)
        #expect(records.last?.skippedCount == slow.outcome.skippedLookCount)
        #expect(records.filter { $0.outcome == .result }.allSatisfy { $0.latencySeconds == 10 })
        #expect(
            records.count + slow.outcome.unseenCount == slow.outcome.frameCount,
            "every frame is looked at, skipped or counted")
    }

    @Test("a network that fails is recorded, switched off after three failures, and ends nothing")
    func failing() throws {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 6)), rig: Samples.rig())
        rehearsal.worker = { _ in StubNetworks(isBroken: true) }

        let result = try rehearsal.run()

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        let records = try result.journal.networks()
        #expect(records.map(\.outcome) == [.failed, .failed, .failed])
        #expect(records.allSatisfy { $0.reason == "out of order" })
        let notes = try result.journal.notes().filter { $0.text.contains("is off for the rest") }
        #expect(notes.map(\.severity) == [.major])
    }

    @Test("policies see what networks measured, on the frame that they decide on")
    func policiesSee() throws {
        let yaml =
            Samples.watch(loops: 6, agent: false)
                + """

                agent:
                  {policy: event-driven, score: segment.objects, start_score: 9, stop_score: 8,
                  confirm: 1, dwell: 1 s, watch: phase, spend: [nuclei]}
                """
        var rehearsal = Rehearsal(experiment: try Samples.experiment(yaml), rig: Samples.rig())
        rehearsal.worker = { _ in StubNetworks() }

        let result = try rehearsal.run()

        let exposed = try result.journal.exposures().filter { $0.channel == "nuclei" }
        #expect(
            exposed.allSatisfy { $0.eventIndex > 9 },
            "no light before the score has reached its start")
        #expect(Set(exposed.map(\.position)) == ["A", "B"], "and from then on at both positions")
        #expect(
            try result.journal.features().contains {
                $0.name == "segment.objects" && $0.value == Double($0.eventIndex)
            })
    }
}
