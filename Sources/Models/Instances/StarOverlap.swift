internal import Foundation

/// How much polygons share with a selected one.
///
/// Discs and boxes settle most pairs; the others are cut into thin stripes.
struct StarOverlap {
    /// What settles most pairs.
    private struct Shape {
        let x: Float
        let y: Float
        /// Radius of the disc inside the polygon, and of the one round it.
        let inner: Float
        let outer: Float
        let area: Float
    }

    private let corners: StarCorners
    private let shapes: [Shape]
    private var selected = 0
    private var selectedScan: PolygonScan
    private var otherScan: PolygonScan
    private var lineCount = 0
    private var spacing: Float = 1
    private var firstLine: Float = 0

    init(_ polygons: [StarPolygon]) {
        let corners = StarCorners(polygons)
        self.corners = corners
        let count = max(corners.rayCount, 3)
        // Between two rays an edge comes nearer than both its ends, but no nearer than this.
        let nearest = Float(cos(Double.pi / Double(count)))
        shapes = polygons.indices.map { index in
            let polygon = polygons[index]
            var least = Float.infinity
            var most: Float = 0
            for distance in polygon.distances {
                least = min(least, distance)
                most = max(most, distance)
            }
            return Shape(
                x: polygon.x, y: polygon.y, inner: polygon.distances.isEmpty ? 0 : least * nearest,
                outer: most, area: corners.areas[index])
        }
        selectedScan = PolygonScan(edgeCount: corners.rayCount)
        otherScan = PolygonScan(edgeCount: corners.rayCount)
    }

    /// The largest distance of a corner from its polygon's point.
    var largestReach: Float { shapes.reduce(0) { max($0, $1.outer) } }

    /// Makes polygon `index` the one that others are compared with.
    mutating func select(_ index: Int) {
        selected = index
        let bounds = corners.bounds[index]
        let height = bounds.bottom - bounds.top
        lineCount = min(max(Int(height), 24), 96)
        spacing = max(height / Float(lineCount), 1e-6)
        firstLine = bounds.top + spacing / 2
        selectedScan.fill(
            corners, index, firstLine: firstLine, spacing: spacing, count: lineCount)
    }

    /// Whether the shared area is larger than `part` of the smaller polygon.
    mutating func exceeds(_ part: Float, with other: Int) -> Bool {
        let first = shapes[selected]
        let second = shapes[other]
        let dx = first.x - second.x
        let dy = first.y - second.y
        let square = dx * dx + dy * dy
        let reach = first.outer + second.outer
        if square >= reach * reach { return false }
        let limit = part * min(first.area, second.area)
        let a = corners.bounds[selected]
        let b = corners.bounds[other]
        let across = min(a.right, b.right) - max(a.left, b.left)
        let down = min(a.bottom, b.bottom) - max(a.top, b.top)
        if across <= 0 || down <= 0 || across * down <= limit { return false }
        let distance = square.squareRoot()
        if Self.sharedDisc(first.inner, second.inner, distance: distance) > limit {
            return true
        }
        return sharedArea(with: other) > limit
    }

    /// The area that the selected polygon shares with another.
    mutating func sharedArea(with other: Int) -> Float {
        otherScan.fill(corners, other, firstLine: firstLine, spacing: spacing, count: lineCount)
        var length: Float = 0
        for line in 0..<lineCount { length += selectedScan.sharedLength(line, with: otherScan) }
        return length * spacing
    }

    /// The area that two discs share.
    private static func sharedDisc(_ first: Float, _ second: Float, distance: Float) -> Float {
        let small = min(first, second)
        let large = max(first, second)
        if distance >= small + large { return 0 }
        if distance <= large - small { return .pi * small * small }
        let toSmall = (distance * distance + small * small - large * large) / (2 * distance)
        let toLarge = distance - toSmall
        func segment(_ radius: Float, _ toChord: Float) -> Float {
            let ratio = min(max(toChord / radius, -1), 1)
            let half = max(0, radius * radius - toChord * toChord).squareRoot()
            return radius * radius * acos(ratio) - toChord * half
        }
        return segment(small, toSmall) + segment(large, toLarge)
    }
}
