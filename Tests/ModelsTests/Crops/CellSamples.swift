@testable import Models

/// Made-up cells that a small network tells apart within seconds: plain discs, and rings that are
/// harmed.
enum CellSamples {
    static let side = 96

    /// Fields of four cells at fixed places; every second cell is a ring.
    static func frames(_ count: Int, from seed: UInt64 = 1) -> [TrainingFrame] {
        (0..<count).map { frame(position: "p\($0)", seed: seed &* 1000 &+ UInt64($0)) }
    }

    static func frame(position: String, seed: UInt64, seconds: Double = 0) -> TrainingFrame {
        var random = SplitMix64(seed: seed)
        var image = FloatImage(width: side, height: side)
        var labels = LabelImage(width: side, height: side)
        for place in image.pixels.indices {
            image.pixels[place] = Float(100 + 2 * RandomDraws.normals(&random).0)
        }
        var cells: [AnnotatedCell] = []
        for index in 0..<4 {
            let isRing = (index + Int(seed)) % 2 == 0
            let x = Double(24 + 48 * (index % 2)) + 6 * RandomDraws.unit(&random)
            let y = Double(24 + 48 * (index / 2)) + 6 * RandomDraws.unit(&random)
            let label = Int32(10 * (index + 1))
            paint(label, x: x, y: y, isRing: isRing, &image, &labels)
            cells.append(
                AnnotatedCell(
                    label: label, name: "\(position)-\(index)", x: x, y: y,
                    state: isRing ? "ring" : "interphase", damage: isRing ? 1 : 0))
        }
        return TrainingFrame(
            source: "made up", position: position, seconds: seconds, pixelMicrometers: 0.5,
            images: [ChannelImage(channel: "phase", image: image)], labels: ["cells": labels],
            cells: cells)
    }

    /// Crops of 32 pixels, so that training takes seconds.
    static let settings = CropSettings(
        channels: ["phase"], pixels: 32, pixelMicrometers: 0.5,
        history: .samePlace(seconds: 600))

    static func state() throws -> StateLesson {
        var lesson = try StateLesson(
            training: frames(12), validation: frames(6, from: 2), crops: settings)
        lesson.taskSettings.batchCount = 16
        return lesson
    }

    static func trained(_ lesson: some CellLesson, steps: Int = 60) throws -> Network {
        var settings = lesson.settings()
        settings.stepCount = steps
        settings.warmUpStepCount = 10
        settings.validationInterval = steps
        settings.averageDecay = 0.9
        let trainer = try Trainer(
            lesson.shape.network(seed: 1), task: lesson.task(), settings: settings)
        _ = try trainer.run(seconds: { 0 }, report: { _ in true })
        return trainer.best
    }

    static func package(_ lesson: some CellLesson, _ network: Network) throws -> ModelPackage {
        try CellPackage(lesson, network: network).made(
            name: "made-up cells", documentation: "# Made up",
            example: lesson.training[0].images)
    }

    private static func paint(
        _ label: Int32, x: Double, y: Double, isRing: Bool, _ image: inout FloatImage,
        _ labels: inout LabelImage
    ) {
        for row in 0..<side {
            for column in 0..<side {
                let across = Double(column) - x
                let down = Double(row) - y
                let away = (across * across + down * down).squareRoot()
                guard away <= 9 else { continue }
                labels[column, row] = label
                if !isRing || away > 5 { image[column, row] += 50 }
            }
        }
    }
}
