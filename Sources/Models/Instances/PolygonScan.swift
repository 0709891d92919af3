/// Where horizontal lines lie inside a polygon.
struct PolygonScan {
    private let edgeCount: Int
    /// Of each line, up to `edgeCount` places.
    private var crossings: [Float] = []
    private var counts: [Int] = []

    /// - Parameter edgeCount: Edges of each polygon that will be scanned.
    init(edgeCount: Int) { self.edgeCount = edgeCount }

    /// Scans polygon `index` along `count` lines.
    mutating func fill(
        _ corners: StarCorners, _ index: Int, firstLine: Float, spacing: Float, count: Int
    ) {
        if counts.count < count {
            counts = [Int](repeating: 0, count: count)
            crossings = [Float](repeating: 0, count: count * edgeCount)
        }
        let lines = 1 / spacing
        counts.withUnsafeMutableBufferPointer { counts in
            for line in 0..<count { counts[line] = 0 }
            crossings.withUnsafeMutableBufferPointer { crossings in
                corners.x.withUnsafeBufferPointer { x in
                    corners.y.withUnsafeBufferPointer { y in
                        let first = index * edgeCount
                        var before = first + edgeCount - 1
                        for corner in first..<(first + edgeCount) {
                            let isDown = y[before] < y[corner]
                            let upper = isDown ? before : corner
                            let lower = isDown ? corner : before
                            before = corner
                            // A line through a corner belongs to the edge that starts there.
                            let begin = (y[upper] - firstLine) * lines
                            let end = (y[lower] - firstLine) * lines
                            let top = max(0, Int(begin.rounded(.up)))
                            let bottom = min(count, Int(end.rounded(.up)))
                            guard top < bottom else { continue }
                            let slope = (x[lower] - x[upper]) / (y[lower] - y[upper])
                            for line in top..<bottom {
                                let down = firstLine + Float(line) * spacing - y[upper]
                                Self.insert(
                                    x[upper] + down * slope, into: crossings,
                                    start: line * edgeCount, count: counts[line])
                                counts[line] += 1
                            }
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with both ends of each piece of a line that lies inside, from left to right.
    @inline(__always)
    func forEachSpan(_ line: Int, _ body: (_ left: Float, _ right: Float) -> Void) {
        let start = line * edgeCount
        for index in stride(from: 0, to: counts[line] - 1, by: 2) {
            body(crossings[start + index], crossings[start + index + 1])
        }
    }

    /// The length along a line that lies inside both polygons.
    func sharedLength(_ line: Int, with other: PolygonScan) -> Float {
        var sum: Float = 0
        forEachSpan(line) { left, right in
            other.forEachSpan(line) { otherLeft, otherRight in
                sum += max(0, min(right, otherRight) - max(left, otherLeft))
            }
        }
        return sum
    }

    @inline(__always)
    private static func insert(
        _ value: Float, into crossings: UnsafeMutableBufferPointer<Float>, start: Int, count: Int
    ) {
        var place = start + count
        while place > start, value < crossings[place - 1] {
            crossings[place] = crossings[place - 1]
            place -= 1
        }
        crossings[place] = value
    }
}
