import Models
import Testing

@testable import Learning

@Suite("Training a network of single cells on a folder")
struct CellTrainingTests {
    /// Ten positions, each imaged twice; in every one two plain discs and two with a dark middle.
    private static func folder(states: Bool = true) throws -> SampleFolder {
        let folder = try SampleFolder()
        var frames = "frame,position,seconds,channel,kind,file,pixel_um\n"
        var cells = "frame,label,x,y,name,state\n"
        for position in 0..<10 {
            var random = SplitMix64(seed: UInt64(position))
            var places = (0..<9).shuffled(using: &random)
            if position == 0, let middle = places.firstIndex(of: 4) {
                // A dividing cell that no border comes near.
                places.swapAt(2, middle)
            }
            for time in 0..<2 {
                let name = "p\(position)t\(time)"
                var pixels = (0..<96 * 96).map { _ in Float(100 + random.next() % 10) }
                var mask = [Float](repeating: 0, count: 96 * 96)
                for (cell, place) in places.prefix(4).enumerated() {
                    let (x, y) = (16 + 32 * (place % 3), 16 + 32 * (place / 3))
                    for row in (y - 7)...(y + 7) {
                        for column in (x - 7)...(x + 7) {
                            let away = (row - y) * (row - y) + (column - x) * (column - x)
                            guard away <= 49 else { continue }
                            pixels[row * 96 + column] += cell < 2 || away > 12 ? 60 : -40
                            mask[row * 96 + column] = Float(cell + 1)
                        }
                    }
                    let state = cell < 2 ? "interphase" : "metaphase"
                    cells += "\(name),\(cell + 1),\(x),\(y),p\(position)c\(cell),"
                    cells += states ? "\(state)\n" : "\n"
                }
                try folder.writeFloats("\(name).tif", pixels, width: 96, height: 96)
                try folder.writeLabels("\(name)-cells.tif", mask, width: 96, height: 96)
                let common = "\(name),p\(position),\(time * 300)"
                frames += "\(common),phase,frame,\(name).tif,0.5\n"
                frames += "\(common),cells,labels,\(name)-cells.tif,0.5\n"
            }
        }
        try folder.write("frames.csv", frames)
        try folder.write("cells.csv", cells)
        return folder
    }

    private static func run(_ request: TrainingRequest) throws -> TrainingOutcome {
        try TrainingJob(request, seconds: { 0 }, report: { _ in true }).run { _, _ in "# Card\n" }
    }

    @Test("states are told apart in positions that it has not seen, with their history")
    func state() throws {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = TrainingRequest(
            kind: .state, sources: [folder.path], output: results.file("state.zip"))
        request.stepCount = 60

        let outcome = try Self.run(request)

        let predictor = try CellPredictor(ModelPackage.read(results.file("state.zip")))
        #expect(predictor.heads[0].channels == ["interphase", "metaphase"])
        #expect(predictor.crops.history == .samePlace(seconds: 300))
        let accuracy = try #require(
            outcome.record.figures.first { $0.name == "balanced accuracy" })
        #expect(accuracy.value > 0.9)
        #expect(!outcome.record.reliability.isEmpty)
    }

    @Test("the package is evaluated on a folder as networks of images are")
    func evaluate() throws {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = TrainingRequest(
            kind: .state, sources: [folder.path], output: results.file("state.zip"))
        request.stepCount = 60
        request.historySeconds = 0
        _ = try Self.run(request)

        let outcome = try EvaluationJob(
            ModelPackage.read(request.output), path: request.output, sources: [folder.path]
        ).run()

        let names = outcome.record.figures.map(\.name)
        #expect(names.contains("balanced accuracy"))
        #expect(names.contains("F1 of mitosis"))
        #expect(names.contains("F1 of mitosis, away from the border"))
    }

    @Test("cells without states are refused by what they lack")
    func unknown() throws {
        let folder = try Self.folder(states: false)
        let request = TrainingRequest(
            kind: .state, sources: [folder.path], output: folder.file("state.zip"))

        #expect(throws: CurationError.self) { try Self.run(request) }
    }
}
