import Foundation
import Models
import Testing

@testable import Learning

@Suite("Training a network on a folder")
struct TrainingJobTests {
    /// Eight positions of bright discs on a noisy ground, with their labels.
    private static func folder(
        _ positions: Range<Int> = 0..<8, labels: Bool = true
    ) throws -> SampleFolder {
        let folder = try SampleFolder()
        for position in positions {
            var random = SplitMix64(seed: UInt64(position))
            var pixels = (0..<48 * 48).map { _ in Float(random.next() % 20) }
            var mask = [Float](repeating: 0, count: 48 * 48)
            // Four of nine places, chosen anew each time: no position looks like another.
            for (disc, place) in (0..<9).shuffled(using: &random).prefix(4).enumerated() {
                let x = 6 + 16 * (place % 3) + Int(random.next() % 4)
                let y = 6 + 16 * (place / 3) + Int(random.next() % 4)
                for row in (y - 5)...(y + 5) {
                    for column in (x - 5)...(x + 5)
                    where (row - y) * (row - y) + (column - x) * (column - x) <= 25 {
                        pixels[row * 48 + column] += 100
                        mask[row * 48 + column] = Float(disc + 1)
                    }
                }
            }
            try folder.writeFloats("p\(position).tif", pixels, width: 48, height: 48)
            if labels {
                try folder.writeLabels("p\(position)-labels.tif", mask, width: 48, height: 48)
            }
        }
        return folder
    }

    private static func request(_ folder: SampleFolder, _ output: String) -> TrainingRequest {
        var request = TrainingRequest(kind: .segment, sources: [folder.path], output: output)
        request.stepCount = 40
        request.widths = [8, 16]
        return request
    }

    private static func run(
        _ request: TrainingRequest, goesOn: @escaping (TrainingJob.Event) -> Bool = { _ in true }
    ) throws -> TrainingOutcome {
        try TrainingJob(request, seconds: { 0 }, report: goesOn)
            .run { record, _ in "# Card\n\n\(record.figures.count) figures\n" }
    }

    @Test(
        "a package is written that finds the objects of positions it has not seen",
        arguments: [false, true])
    func segment(outlinesStars: Bool) throws {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("discs.zip"))
        request.stepCount = 600
        request.workerCount = 2
        request.outlinesStars = outlinesStars

        let outcome = try Self.run(request)

        let package = try ModelPackage.read(results.file("discs.zip"))
        #expect(package.weights.sha256 == outcome.package.weights.sha256)
        #expect(package.documentation.contains("figures"))
        #expect(package.outputs.contains { $0.id == "probability" } == outlinesStars)
        let names = Set(outcome.record.shares.flatMap(\.positions))
        #expect(names.count == 8)
        #expect(outcome.record.shares.reduce(0) { $0 + $1.positions.count } == 8)
        let precision = try #require(
            outcome.record.figures.first { $0.name.hasPrefix("AP at IoU 0.5") })
        #expect(precision.value > 0.5)
        #expect(!outcome.examples.isEmpty)
    }

    @Test("where other folders judge, all of the data train or decide when to stop")
    func heldOut() throws {
        let (folder, other) = (try Self.folder(), try Self.folder(20..<23))
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("discs.zip"))
        request.heldOut = [other.path]

        let record = try Self.run(request).record

        let counts = Dictionary(
            uniqueKeysWithValues: record.shares.map { ($0.part, $0.positions.count) })
        #expect(counts["training"] == 7 && counts["validation"] == 1 && counts["test"] == 3)
        #expect(
            record.shares.last?.positions.allSatisfy { $0.hasPrefix(other.path) } == true)
        #expect(record.sources == [folder.path], "what it learnt from")
        // What has been learnt from cannot judge.
        request.output = results.file("fooled.zip")
        request.heldOut = [folder.path]
        #expect(throws: CurationError.self) { try Self.run(request) }
    }

    @Test("stopped and begun again, it goes on and ends with the same weights")
    func resume() throws {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("a.zip"))
        let whole = try Self.run(request)
        request.output = results.file("b.zip")

        let error = #expect(throws: LearningError.self) {
            _ = try Self.run(request) { event in
                if case .training = event { false } else { true }
            }
        }
        let kept = FileManager.default.fileExists(atPath: request.output + ".checkpoint")
        var first = 0
        let resumed = try Self.run(request) { event in
            if case .training(let progress) = event, first == 0 { first = progress.step }
            return true
        }

        #expect("\(error.map(String.init(describing:)) ?? "")".contains("goes on"))
        #expect(kept)
        #expect(first == 20)
        #expect(resumed.package.weights.sha256 == whole.package.weights.sha256)
        #expect(!FileManager.default.fileExists(atPath: request.output + ".checkpoint"))
    }

    @Test("what learnt from noisy frames alone is judged by noisy frames alone")
    func blind() throws {
        let folder = try Self.folder(labels: false)
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("blind.zip"))
        request.kind = .restore
        request.isBlind = true
        request.roundCount = 2

        var rounds: [Int] = []
        let record = try Self.run(request) { event in
            if case .round(let round, of: 2) = event { rounds.append(round) }
            return true
        }.record

        #expect(rounds == [1, 2])
        #expect(record.stepCount == request.stepCount)
        let loss = try #require(
            record.figures.first { $0.name.hasPrefix("self-supervised loss") })
        #expect(loss.value.isFinite && loss.isLowerBetter)
        #expect(loss.peers.map(\.name) == ["mean of four neighbours", "best classical filter"])
        // The mean of neighbours errs by its own noise, a filter may not.
        #expect(loss.peers[1].value <= loss.peers[0].value)
        let correlation = try #require(
            record.figures.first { $0.name.hasPrefix("correlation of neighbours") })
        #expect((0...1).contains(correlation.value))
        // The folder does not tell the camera's noise.
        #expect(record.figures.count == 2)
    }

    @Test("what cannot be measured is kept all the same, and says so")
    func unmeasured() throws {
        // Too small for a tile of the noise test.
        let folder = try SampleFolder()
        for position in 0..<8 {
            var random = SplitMix64(seed: UInt64(position))
            let pixels = (0..<24 * 24).map { _ in Float(random.next() % 200) }
            try folder.writeFloats("p\(position).tif", pixels, width: 24, height: 24)
        }
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("blind.zip"))
        request.kind = .restore
        request.isBlind = true

        let outcome = try Self.run(request)

        #expect(outcome.record.figures.isEmpty)
        let told = outcome.record.notes.contains { $0.hasPrefix("It could not be measured: ") }
        #expect(told)
        #expect(try ModelPackage.read(request.output).networkKind == .restore)
    }

    @Test("an output that is there already is refused before anything is read")
    func existing() throws {
        let folder = try Self.folder()
        try folder.write("old.zip", "something")

        let error = #expect(throws: LearningError.self) {
            try Self.run(Self.request(folder, folder.file("old.zip"))) { _ in
                Issue.record("nothing may be read")
                return true
            }
        }

        #expect(error?.message == "is already there, and is not replaced")
        #expect(try String(contentsOfFile: folder.file("old.zip"), encoding: .utf8) == "something")
    }

    @Test("frames without labels cannot train a segmentation, and the error says what it needs")
    func withoutLabels() throws {
        let folder = try Self.folder(labels: false)
        let results = try SampleFolder()

        let error = #expect(throws: LearningError.self) {
            try Self.run(Self.request(folder, results.file("a.zip")))
        }

        #expect(error?.message.contains("it needs labels beside the frames") == true)
        #expect(!FileManager.default.fileExists(atPath: results.file("a.zip")))
    }

    @Test("a checkpoint of another training is refused by its name")
    func foreignCheckpoint() throws {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = Self.request(folder, results.file("a.zip"))
        _ = try? Self.run(request) { event in
            if case .training = event { false } else { true }
        }
        request.seed = 9

        let error = #expect(throws: LearningError.self) { try Self.run(request) }

        #expect(error?.place == request.output + ".checkpoint")
        #expect(error?.message.contains("another training") == true)
    }
}
