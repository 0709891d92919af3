@testable import Models

/// Made-up fields: noise of known mean and spread, with bright discs for cells.
enum CurationSamples {
    struct Cell {
        var x: Double
        var y: Double
        var name: String
        var state = "interphase"
        var damage: Double? = 0
    }

    /// A field of one channel, "phase"; each cell is a disc of `radius` pixels.
    static func frame(
        source: String = "run", position: String, seconds: Double = 0, side: Int = 128,
        pixelMicrometers: Double? = 0.5, cells: [Cell] = [], radius: Double = 8,
        level: Double = 100, noise: Double = 5, contrast: Double = 50, seed: UInt64 = 1,
        isLabelled: Bool = true
    ) -> TrainingFrame {
        var image = FloatImage(width: side, height: side)
        var labels = LabelImage(width: side, height: side)
        var random = SplitMix64(seed: seed)
        for place in image.pixels.indices {
            let x = Double(place % side)
            let y = Double(place / side)
            var value = level + noise * RandomDraws.normals(&random).0
            for (index, cell) in cells.enumerated() {
                let away = (x - cell.x) * (x - cell.x) + (y - cell.y) * (y - cell.y)
                guard away <= radius * radius else { continue }
                value += contrast
                labels.labels[place] = Int32(index + 1)
            }
            image.pixels[place] = Float(value)
        }
        return TrainingFrame(
            source: source, position: position, seconds: seconds,
            pixelMicrometers: pixelMicrometers,
            images: [ChannelImage(channel: "phase", image: image)],
            labels: isLabelled ? ["cells": labels] : [:],
            cells: cells.enumerated().map { index, cell in
                AnnotatedCell(
                    label: Int32(index + 1), name: cell.name, x: cell.x, y: cell.y,
                    state: cell.state, damage: cell.damage)
            })
    }

    /// Cells at random places, none on another.
    static func cells(_ count: Int, side: Int, state: String, seed: UInt64) -> [Cell] {
        var random = SplitMix64(seed: seed)
        var cells: [Cell] = []
        for _ in 0..<2000 where cells.count < count {
            let x = 20 + RandomDraws.unit(&random) * Double(side - 40)
            let y = 20 + RandomDraws.unit(&random) * Double(side - 40)
            let isFree = cells.allSatisfy {
                ($0.x - x) * ($0.x - x) + ($0.y - y) * ($0.y - y) > 400
            }
            let damage = state == "dead" ? 1.0 : 0
            if isFree {
                cells.append(
                    Cell(x: x, y: y, name: "\(seed)-\(cells.count)", state: state, damage: damage))
            }
        }
        return cells
    }
}
