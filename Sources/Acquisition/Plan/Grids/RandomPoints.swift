import Glibc

/// Points scattered over an ellipse or a rectangle round the position, in micrometres.
package struct RandomPoints: Equatable, Sendable {
    package enum Shape: String, CaseIterable, Sendable {
        case ellipse, rectangle
    }

    package enum Start: Equatable, Sendable {
        case index(Int)
        /// Is one of the points.
        case place(x: Double, y: Double)
    }

    package var count: Int
    package var maxWidth: Double
    package var maxHeight: Double
    package var shape: Shape
    /// `nil` stands for 0, so that a run can be repeated.
    package var seed: UInt32?
    package var allowsOverlap: Bool
    /// `nil`: as they were drawn.
    package var order: PointOrder?
    package var start: Start

    package init(
        count: Int, maxWidth: Double = 1, maxHeight: Double = 1, shape: Shape = .ellipse,
        seed: UInt32? = nil, allowsOverlap: Bool = true, order: PointOrder? = .twoOpt,
        start: Start = .index(0)
    ) {
        self.count = count
        self.maxWidth = maxWidth
        self.maxHeight = maxHeight
        self.shape = shape
        self.seed = seed
        self.allowsOverlap = allowsOverlap
        self.order = order
        self.start = start
    }

    /// After this many draws of points that overlap, fewer points are the answer.
    private static let largestTryCount = 10_000

    /// The points in visiting order; fewer than `count` where they do not fit without overlap.
    func points(avoiding field: (width: Double, height: Double)?) -> [PlanePoint] {
        var random = MersenneTwister(seed: seed ?? 0)
        var points: [PlanePoint] = []
        var startIndex = 0
        switch start {
        case .index(let index): startIndex = min(index, count - 1)
        case .place(let x, let y): points = [PlanePoint(x: x, y: y)]
        }
        let missing = count - points.count
        if !allowsOverlap, let field {
            var tries = 0
            while tries < Self.largestTryCount, points.count < count {
                // All are drawn even if not all are needed: the next round depends on it.
                let drawn = draw(missing, &random)
                tries += missing
                for point in drawn where points.count < count {
                    if points.allSatisfy({ Self.areApart($0, point, field) }) {
                        points.append(point)
                    }
                }
            }
        } else {
            points += draw(missing, &random)
        }
        return order?.sorted(points, start: startIndex, &random) ?? points
    }

    private func draw(_ count: Int, _ random: inout MersenneTwister) -> [PlanePoint] {
        (0..<count).map { _ in
            let first = random.uniform()
            let second = random.uniform()
            switch shape {
            case .rectangle:
                return PlanePoint(
                    x: first * maxWidth - maxWidth / 2, y: second * maxHeight - maxHeight / 2)
            case .ellipse:
                let angle = random.uniform() * 2 * Double.pi
                return PlanePoint(
                    x: first * (maxWidth / 2 * cos(angle)),
                    y: second * (maxHeight / 2 * sin(angle)))
            }
        }
    }

    private static func areApart(
        _ first: PlanePoint, _ second: PlanePoint, _ field: (width: Double, height: Double)
    ) -> Bool {
        abs(first.x - second.x) >= field.width || abs(first.y - second.y) >= field.height
    }
}
