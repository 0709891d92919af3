import Acquisition
import Agent
import Documents
import Foundation
import Models

/// Packages of networks with weights drawn at random: small, quick, and never right.
enum TinyPackages {
    static func restore(name: String = "Tiny restoration") throws -> ModelPackage {
        let lesson = RestoreLesson(training: [], validation: [])
        return try package(lesson, seed: 3, name: name)
    }

    /// Restores each frame together with the two before it, a minute apart.
    static func restoreTogether() throws -> ModelPackage {
        func frame(_ seconds: Double) -> TrainingFrame {
            let image = FloatImage(width: 32, height: 32, pixels: (0..<1024).map(Float.init))
            let calibration = SensorCalibration(
                offset: 0, electronsPerGrey: 1, readNoiseElectrons: 1)
            return TrainingFrame(
                source: "made up", position: "A", seconds: seconds,
                images: [
                    ChannelImage(channel: "nuclei", image: image, calibration: calibration)
                ])
        }
        let lesson = RestoreLesson(
            training: [frame(0), frame(60)], validation: [], frameCount: 3)
        return try package(lesson, seed: 3, name: "Tiny restoration of three", planes: 3)
    }

    static func segment() throws -> ModelPackage {
        try package(
            SegmentLesson(training: [], validation: []), seed: 5, name: "Tiny segmentation")
    }

    /// Of cells that are bright discs, with a look at the same place two minutes earlier.
    static func state() throws -> ModelPackage {
        let side = 96
        func frame(_ position: String) -> TrainingFrame {
            var labels = LabelImage(width: side, height: side)
            for row in 20..<40 {
                for column in 20..<40 { labels[column, row] = 1 }
                for column in 60..<80 { labels[column, row] = 2 }
            }
            let image = FloatImage(
                width: side, height: side, pixels: labels.labels.map { 100 + 50 * Float($0) })
            return TrainingFrame(
                source: "made up", position: position, pixelMicrometers: 0.5,
                images: [ChannelImage(channel: "phase", image: image)], labels: ["cells": labels],
                cells: [
                    AnnotatedCell(label: 1, name: "a", x: 29.5, y: 29.5, state: "interphase"),
                    AnnotatedCell(label: 2, name: "b", x: 69.5, y: 29.5, state: "metaphase"),
                ])
        }
        let lesson = try StateLesson(
            training: [frame("A")], validation: [frame("B")],
            crops: CropSettings(
                channels: ["phase"], pixels: 32, history: .samePlace(seconds: 120)))
        return try CellPackage(lesson, network: lesson.shape.network(seed: 7)).made(
            name: "Tiny states", documentation: "For tests.",
            example: lesson.training[0].images)
    }

    private static func package(
        _ lesson: some NetworkLesson, seed: UInt64, name: String, planes: Int = 1
    ) throws -> ModelPackage {
        var shape = lesson.shape
        shape.widths = [8, 8]
        var made = NetworkPackage(
            lesson, network: shape.network(seed: seed), pixelMicrometers: 0.325)
        made.shape = shape
        let side = 32
        let pixels = (0..<(side * side)).map { Float(100 + $0 * 37 % 251) }
        return try made.made(
            name: name, documentation: "For tests.",
            example: Array(
                repeating: FloatImage(width: side, height: side, pixels: pixels), count: planes))
    }

    /// A folder with `restore`, `segment` and `state` in it, for as long as `body` runs.
    static func withShelf<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tarsier-networks-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try restore().write(folder: folder + "/restore")
        try restoreTogether().write(folder: folder + "/together")
        try segment().write(folder: folder + "/segment")
        try state().write(folder: folder + "/state")
        return try body(folder)
    }
}

/// A network that never answers, or always the same.
struct StubNetworks: FrameNetworks {
    struct Broken: Error, CustomStringConvertible { let description = "out of order" }

    var channels = ["phase", "nuclei"]
    var isBroken = false

    var networks: [FrameNetwork] {
        [
            FrameNetwork(
                name: "segment", hash: "0123456789abcdef", channels: channels, keepsImages: false,
                outputs: [.init("")], givesObjects: true)
        ]
    }

    func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) async -> [Result<NetworkFinding, any Error>] {
        indices.map { _ in
            isBroken
                ? .failure(Broken())
                : .success(NetworkFinding(numbers: ["objects": Double(frame.eventIndex)]))
        }
    }
}
