import Foundation
import Testing

@testable import Models

@Suite("Predictions for single cells")
struct CellPredictorTests {
    /// Untrained: what is tested here does not depend on what it says.
    private static func package() throws -> ModelPackage {
        let lesson = try CellSamples.state()
        return try CellSamples.package(lesson, lesson.shape.network(seed: 5))
    }

    @Test("a package gives the same probabilities after it was written and read")
    func roundTrip() throws {
        let package = try Self.package()
        let path = FileManager.default.temporaryDirectory
            .appending(path: "cells-\(UUID().uuidString).zip").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try package.write(zip: path)
        let frame = CellSamples.frame(position: "new", seed: 9)

        let read = try CellPredictor(ModelPackage.read(path))
        let before = try CellPredictor(package).run(frame)

        #expect(try read.run(frame) == before)
        #expect(read.crops.history == .samePlace(seconds: 600))
        #expect(read.crops.channels == ["phase"])
        for cell in before { #expect(abs(cell.answers[0].reduce(0, +) - 1) < 1e-5) }
    }

    @Test("each cell gets the answer to its own crop, from labels alone as from a list of cells")
    func rightCells() throws {
        let predictor = try CellPredictor(Self.package())
        let frame = CellSamples.frame(position: "new", seed: 9)
        let labels = try #require(frame.labels["cells"])
        let image = frame.images[0].image

        let found = try predictor.run(
            images: ["phase": image], pixelMicrometers: 0.5, labels: labels)
        // Without the third cell nothing changes for the others.
        var fewer = labels
        for place in fewer.labels.indices where fewer.labels[place] == 30 {
            fewer.labels[place] = 0
        }
        var alone = CellSamples.frame(position: "new", seed: 9)
        alone.cells.remove(at: 2)
        let listed = try predictor.run(alone)

        #expect(found.map(\.label) == [10, 20, 30, 40])
        #expect(listed.map(\.label) == [10, 20, 40])
        for (cell, truth) in zip(found, frame.cells) {
            #expect(abs(cell.x - truth.x) < 0.5 && abs(cell.y - truth.y) < 0.5)
            #expect(!cell.hasEarlier)
        }
        for (cell, same) in zip([found[0], found[1], found[3]], listed) {
            #expect(zip(cell.answers[0], same.answers[0]).allSatisfy { abs($0 - $1) < 0.05 })
        }
    }

    @Test("an earlier image changes the answers, and is said to be there")
    func earlier() throws {
        let predictor = try CellPredictor(Self.package())
        let frame = CellSamples.frame(position: "new", seed: 9, seconds: 600)
        let before = CellSamples.frame(position: "new", seed: 10)

        let alone = try predictor.run(frame)
        let both = try predictor.run(frame, earlier: before)

        let hasHistories = both.allSatisfy(\.hasEarlier)
        #expect(hasHistories)
        #expect(alone.map(\.answers) != both.map(\.answers))
    }

    @Test(
        "facts that are missing, absurd or contradict the weights are refused",
        arguments: [
            ("crop_pixels", PackageFact.number(1e9)), ("crop_pixels", .number(64)),
            ("crop_pixels", .text("many")), ("crop_pixel_um", .number(0)),
            ("crop_pixel_um", .number(.nan)), ("crop_unit", .text("bananas")),
            ("crop_history", .text("none")), ("crop_history", .text("yesterday")),
            ("crop_history_seconds", .number(-1)), ("answer_state", .text("amount")),
            ("answer_state", .number(3)), ("network", .text("damage")),
            ("network", .text("restore")),
        ])
    func hostile(key: String, fact: PackageFact) throws {
        var package = try Self.package()
        package.facts[key] = fact
        var missing = package
        missing.facts[key] = nil

        let error = #expect(throws: NetworkError.self) { _ = try CellPredictor(package) }
        #expect(throws: NetworkError.self) { _ = try CellPredictor(missing) }

        #expect(error?.place == "made-up cells")
    }

    @Test("crops of another size are refused, not read beyond")
    func wrongCrops() throws {
        let predictor = try CellPredictor(Self.package())
        var settings = CellSamples.settings
        settings.pixels = 16
        let crops = try CropSet.make(CellSamples.frames(1), settings: settings).crops

        #expect(throws: NetworkError.self) { _ = try predictor.answers(crops) }
    }
}
