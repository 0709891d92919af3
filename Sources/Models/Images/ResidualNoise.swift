/// The noise of one frame, to be drawn anew: what lies between the frame and its restoration, by how
/// bright that is. Nothing need be known of the camera; neighbours must not know of each other's noise.
///
/// - Source: the bootstrap of residuals (Efron, Annals of Statistics 7 (1979) 1–26), within levels of
///   brightness.
struct ResidualNoise: Sendable {
    private static let mostLevels = 64
    private static let leastOfLevel = 256

    /// Of each pixel.
    private let level: [UInt8]
    /// Level by level; the mean of each is 0.
    private let residuals: [Float]
    /// Where each level begins, and the end.
    private let starts: [Int]

    /// - Parameter restored: Of as many pixels, finite.
    init(of frame: [Float], restored: [Float]) {
        precondition(frame.count == restored.count && !frame.isEmpty, "a value for each pixel")
        let levelCount = max(1, min(Self.mostLevels, frame.count / Self.leastOfLevel))
        // Ties stay in their order, so that the same frame gives the same noise.
        let order = restored.indices.sorted {
            restored[$0] == restored[$1] ? $0 < $1 : restored[$0] < restored[$1]
        }
        let starts = (0...levelCount).map { frame.count * $0 / levelCount }
        var level = [UInt8](repeating: 0, count: frame.count)
        var residuals = [Float](repeating: 0, count: frame.count)
        for number in 0..<levelCount {
            let range = starts[number]..<starts[number + 1]
            var sum = 0.0
            for place in range {
                level[order[place]] = UInt8(number)
                residuals[place] = frame[order[place]] - restored[order[place]]
                sum += Double(residuals[place])
            }
            let mean = Float(sum / Double(range.count))
            for place in range { residuals[place] -= mean }
        }
        self.level = level
        self.residuals = residuals
        self.starts = starts
    }

    /// The noise of a pixel, drawn from those that are as bright.
    @inline(__always)
    func draw(at pixel: Int, _ random: inout SplitMix64) -> Float {
        let number = Int(level[pixel])
        let (start, end) = (starts[number], starts[number + 1])
        return residuals[start + Int(random.next() % UInt64(end - start))]
    }
}
