/// The corners of many polygons with the same number of rays, and what bounds them.
struct StarCorners {
    struct Bounds {
        var left: Float
        var right: Float
        var top: Float
        var bottom: Float
    }

    let rayCount: Int
    /// By polygon, then by ray.
    private(set) var x: [Float] = []
    private(set) var y: [Float] = []
    private(set) var bounds: [Bounds] = []
    private(set) var areas: [Float] = []

    init(_ polygons: [StarPolygon]) {
        rayCount = polygons.first?.distances.count ?? 0
        let rays = StarRays(count: rayCount)
        x.reserveCapacity(polygons.count * rayCount)
        y.reserveCapacity(polygons.count * rayCount)
        for polygon in polygons {
            precondition(polygon.distances.count == rayCount, "all polygons have the same rays")
            for ray in 0..<rayCount {
                x.append(polygon.x + polygon.distances[ray] * rays.across[ray])
                y.append(polygon.y + polygon.distances[ray] * rays.down[ray])
            }
            measureLast()
        }
    }

    private mutating func measureLast() {
        var box = Bounds(left: .infinity, right: -.infinity, top: .infinity, bottom: -.infinity)
        var doubleArea: Float = 0
        let first = x.count - rayCount
        var before = x.count - 1
        // From its own corner, so that far from the image's origin nothing is lost to rounding.
        let originX = x[first]
        let originY = y[first]
        for corner in first..<x.count {
            box.left = min(box.left, x[corner])
            box.right = max(box.right, x[corner])
            box.top = min(box.top, y[corner])
            box.bottom = max(box.bottom, y[corner])
            doubleArea +=
                (x[before] - originX) * (y[corner] - originY)
                - (x[corner] - originX) * (y[before] - originY)
            before = corner
        }
        bounds.append(box)
        areas.append(abs(doubleArea) / 2)
    }
}
