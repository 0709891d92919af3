import Testing

@testable import Models

@Suite("Networks of single cells")
struct CellNetworkTests {
    @Test("states are learnt from a few made-up cells, and found again in new fields")
    func learnsStates() throws {
        let lesson = try CellSamples.state()
        let package = try CellSamples.package(lesson, CellSamples.trained(lesson))
        let predictor = try CellPredictor(package)

        let test = CellSamples.frames(5, from: 3)
        let result = try NetworkEvaluation.of(
            package, on: test, training: CellSamples.frames(12))

        #expect(predictor.heads[0].channels == ["interphase", "ring"])
        let accuracy = try #require(
            result.figures.first { $0.name == "balanced accuracy" })
        #expect(accuracy.value > 0.9)
        #expect(accuracy.peers.contains { $0.name == "brightness alone" })
        #expect(result.reliability.reduce(0) { $0 + $1.count } == 20)
    }

    @Test("damage is learnt: its chance, its amount, and that it looks at the cells")
    func learnsDamage() throws {
        var lesson = try DamageLesson(
            training: CellSamples.frames(12), validation: CellSamples.frames(6, from: 2),
            crops: CellSamples.settings)
        lesson.taskSettings.batchCount = 16
        let network = try CellSamples.trained(lesson)
        let package = try CellSamples.package(lesson, network)
        // What a package is tested on is to be answered by more than 0.
        let made = try CellPackage(lesson, network: network)
        let example = try #require(try made.example(among: lesson.validation))
        let answers = try CellPredictor(
            made.made(name: "a", documentation: "", example: example.images)
        )
        .package.outputs.compactMap(\.testTensor)
        #expect(answers.count == lesson.shape.heads.count)
        #expect(answers.allSatisfy { ($0.values.max() ?? 0) > 1e-3 })
        #expect(try made.example(among: []) == nil)

        let result = try NetworkEvaluation.of(
            package, on: CellSamples.frames(5, from: 3))
        let cells = try CellPredictor(package).run(CellSamples.frame(position: "new", seed: 77))

        let area = try #require(
            result.figures.first { $0.name == "area under the curve, harmed" })
        #expect(area.value > 0.95)
        let amounts = cells.map { $0.answers[1][0] }
        // Odd seeds put rings at the places of odd index.
        #expect(min(amounts[1], amounts[3]) > max(amounts[0], amounts[2]))
    }

    @Test("the same seed gives the same network")
    func sameness() throws {
        let lesson = try CellSamples.state()

        let first = try CellSamples.trained(lesson, steps: 6)
        let second = try CellSamples.trained(lesson, steps: 6)

        #expect(first.parameters == second.parameters)
    }

    @Test("the probabilities of a drawn-out class are set right for how often it occurs")
    func shifts() throws {
        let shifts = CellCalibration.shifts(counts: [90, 10, 0], shares: [0.5, 0.5, 0])

        #expect(abs(shifts[1] - shifts[0] - 2.1972) < 1e-3)
        #expect(shifts[2] == 0)
    }

    @Test("an amount that cells without any show, too, is given as none")
    func detectionLimit() throws {
        let nothing = (0...100).map { Float($0) / 1000 }
        let calibration = CellCalibration(
            amounts: nothing + [0.5, 2], truths: nothing.map { _ in 0 } + [0.5, 2])
        #expect(abs(calibration.detectionLimit - 0.095) < 1e-6)
        #expect(CellCalibration(amounts: [0.1, 2], truths: [0, 2]).detectionLimit == 0)
        let shape = CellNetwork(
            inputChannels: 1, side: 32, heads: [CellHead("damage", .amount, channels: ["damage"])])
        let bare = shape.network(seed: 4)
        var random = Noise(seed: 9)
        let crops = (0..<32).map { _ in (0..<32 * 32).map { _ in 4 * random.number() } }
        let input = [TensorShape(batch: 32, channels: 1, height: 32, width: 32)]
        let amounts = try InferencePlan(bare, shapes: input)([crops.flatMap { $0 }])[0]
        let middle = amounts.sorted()[16]
        var limited = CellCalibration(shifts: [0])
        limited.detectionLimit = middle

        let finished = shape.finished(bare, calibration: [limited])
        let given = try InferencePlan(finished, shapes: input)([crops.flatMap { $0 }])[0]
        let exported = try InferencePlan(
            Network(onnx: try finished.onnxFile()), shapes: input)([crops.flatMap { $0 }])[0]

        #expect(given == amounts.map { $0 > middle ? $0 : 0 })
        #expect(given.count { $0 == 0 } == 17)
        #expect(exported == given)
    }

    @Test("data of one class are refused")
    func singleClass() throws {
        var frames = CellSamples.frames(3)
        for index in frames.indices {
            for cell in frames[index].cells.indices {
                frames[index].cells[cell].state = "interphase"
                frames[index].cells[cell].damage = 0
            }
        }

        let state = #expect(throws: CurationError.self) {
            _ = try StateLesson(
                training: frames, validation: frames, crops: CellSamples.settings)
        }
        let damage = #expect(throws: CurationError.self) {
            _ = try DamageLesson(
                training: frames, validation: frames, crops: CellSamples.settings)
        }

        #expect(state?.reason == .singleClass)
        #expect(damage?.reason == .singleClass)
    }
}
