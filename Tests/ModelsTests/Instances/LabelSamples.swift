@testable import Models

/// Masks for tests.
enum LabelSamples {
    /// Pieces of noise, each with one of `count` labels.
    static func random(width: Int, height: Int, count: Int, seed: UInt64) -> LabelImage {
        var random = SplitMix64(seed: seed)
        var noise = FloatImage(width: width, height: height)
        for index in noise.pixels.indices {
            noise.pixels[index] = Float(RandomDraws.normals(&random).0)
        }
        let smooth = GaussianFilter(sigma: Double.random(in: 0...2, using: &random)).apply(
            to: noise)
        var labels = LabelImage(smooth, above: 0)
        for y in 0..<height {
            for x in 0..<width where labels[x, y] != 0 {
                labels[x, y] = Int32((x / 9 + y / 7) % count) + 1
            }
        }
        return labels
    }

    /// Ellipses on a jittered lattice; some touch.
    static func blobs(width: Int, height: Int, pitch: Int, seed: UInt64) -> LabelImage {
        var random = SplitMix64(seed: seed)
        var labels = LabelImage(width: width, height: height)
        var label: Int32 = 0
        for row in 0..<(height / pitch) {
            for column in 0..<(width / pitch) {
                label += 1
                let half = Double(pitch) / 2
                let a = Double.random(in: 0.6...0.95, using: &random) * half
                let b = Double.random(in: 0.6...0.95, using: &random) * half
                let cx = (Double(column) + 0.5) * Double(pitch)
                let cy = (Double(row) + 0.5) * Double(pitch)
                draw(label, cx: cx, cy: cy, a: a, b: b, into: &labels)
            }
        }
        return labels
    }

    static func draw(
        _ label: Int32, cx: Double, cy: Double, a: Double, b: Double, into labels: inout LabelImage
    ) {
        for y in 0..<labels.height {
            for x in 0..<labels.width {
                let dx = (Double(x) - cx) / a
                let dy = (Double(y) - cy) / b
                if dx * dx + dy * dy <= 1 { labels[x, y] = label }
            }
        }
    }

    /// Connected pieces by a flood from each pixel that has none yet.
    static func flooded(_ image: LabelImage, _ neighbours: ConnectedComponents.Neighbours)
        -> [Int32]
    {
        var pieces = LabelImage(width: image.width, height: image.height)
        var count: Int32 = 0
        for start in image.labels.indices where image.labels[start] != 0 {
            guard pieces.labels[start] == 0 else { continue }
            count += 1
            var waiting = [start]
            while let place = waiting.popLast() {
                guard pieces.labels[place] == 0 else { continue }
                pieces.labels[place] = count
                let x = place % image.width
                let y = place / image.width
                for row in max(0, y - 1)...min(image.height - 1, y + 1) {
                    for column in max(0, x - 1)...min(image.width - 1, x + 1) {
                        if neighbours == .four, row != y, column != x { continue }
                        let other = row * image.width + column
                        if image.labels[other] == image.labels[start] { waiting.append(other) }
                    }
                }
            }
        }
        return pieces.labels
    }

    /// The overlap over the union of each object with the one it overlaps most.
    static func overlaps(of truth: LabelImage, with found: LabelImage) -> [Double] {
        let truthCounts = truth.pixelCounts
        let foundCounts = found.pixelCounts
        var shared: [[Int32]: Int] = [:]
        for (a, b) in zip(truth.labels, found.labels) where a != 0 && b != 0 {
            shared[[a, b], default: 0] += 1
        }
        return (1..<truthCounts.count).filter { truthCounts[$0] > 0 }.map { label in
            shared.filter { $0.key[0] == label }.map { pair, count in
                Double(count) / Double(truthCounts[label] + foundCounts[Int(pair[1])] - count)
            }.max() ?? 0
        }
    }

    /// Whether two images group the pixels alike, whatever the labels.
    static func areSamePartition(_ first: [Int32], _ second: [Int32]) -> Bool {
        var forth: [Int32: Int32] = [0: 0]
        var back: [Int32: Int32] = [0: 0]
        for (a, b) in zip(first, second) {
            if forth[a, default: b] != b || back[b, default: a] != a { return false }
            forth[a] = b
            back[b] = a
        }
        return first.count == second.count
    }
}
