internal import Foundation

/// The directions of a star-convex polygon's corners.
struct StarRays: Sendable {
    /// Unit steps along each ray.
    let across: [Float]
    let down: [Float]

    init(count: Int) {
        let angles = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }
        across = angles.map { Float(cos($0)) }
        down = angles.map { Float(sin($0)) }
    }

    /// Walks from each pixel along each ray to the first pixel of another label or outside.
    ///
    /// A ray ends half a pixel before the middle of that pixel, measured along the longer axis.
    /// As many steps as the distance to the border allows are taken at once.
    func march(_ labels: LabelImage, toBorder: FloatImage, grid: Int, width: Int, height: Int)
        -> [Float]
    {
        let field = Self.field(labels, toBorder: toBorder)
        let stride = labels.width + 2
        let plane = width * height
        var distances = [Float](repeating: 0, count: across.count * plane)
        field.withUnsafeBufferPointer { field in
            distances.withUnsafeMutableBufferPointer { distances in
                for ray in across.indices {
                    let rest = 0.5 / max(abs(across[ray]), abs(down[ray])) - 1
                    let across = Int(across[ray] * Self.fraction)
                    let down = Int(down[ray] * Self.fraction)
                    for y in 0..<height {
                        let row = y * grid + 1
                        for x in 0..<width {
                            let column = x * grid + 1
                            guard field[row &* stride &+ column] > Self.leapMask else { continue }
                            let steps = Self.steps(
                                field, stride: stride, column: column, row: row, across: across,
                                down: down)
                            distances[ray &* plane &+ y &* width &+ x] = Float(steps) + rest
                        }
                    }
                }
            }
        }
        return distances
    }

    private static let leapBits: Int32 = 5
    private static let leapMask: Int32 = 31

    /// Each pixel's label, and below it how many steps of length 1 stay inside from that pixel,
    /// wherever in it and wherever to. A border of zeros surrounds all.
    private static func field(_ labels: LabelImage, toBorder: FloatImage) -> [Int32] {
        let stride = labels.width + 2
        var field = [Int32](repeating: 0, count: stride * (labels.height + 2))
        for y in 0..<labels.height {
            for x in 0..<labels.width {
                let label = labels[x, y]
                guard label != 0 else { continue }
                precondition(label < 1 << 26, "labels leave room for the leaps")
                let edge = min(min(x, labels.width - 1 - x), min(y, labels.height - 1 - y)) + 1
                let room = min(toBorder[x, y], Float(edge))
                // Both ends may lie half a diagonal off the middle of their pixel.
                let leap = Int32(max(0, min(room - 1.4145, Float(leapMask))))
                field[(y + 1) * stride + x + 1] = label << leapBits | leap
            }
        }
        return field
    }

    /// Whole numbers with 32 bits behind the point: quicker to round than floating point.
    private static let fraction: Float = 0x1p32

    @inline(__always)
    private static func steps(
        _ field: UnsafeBufferPointer<Int32>, stride: Int, column: Int, row: Int, across: Int,
        down: Int
    ) -> Int32 {
        let start = field[row &* stride &+ column]
        let label = start &>> leapBits
        // Half a pixel more, so that cutting off the fraction rounds.
        let startX = (column &<< 32) &+ (1 &<< 31)
        let startY = (row &<< 32) &+ (1 &<< 31)
        var steps = Int(start & leapMask)
        while true {
            steps &+= 1
            let x = (startX &+ steps &* across) &>> 32
            let y = (startY &+ steps &* down) &>> 32
            let here = field[y &* stride &+ x]
            guard here &>> leapBits == label else { return Int32(truncatingIfNeeded: steps) }
            steps &+= Int(here & leapMask)
        }
    }
}
