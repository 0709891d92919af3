/// Counts how well cells that were located in each frame can be followed from one time point to the
/// next.
///
/// A link joins a cell at one time point to the same cell at the next. What was located is linked to
/// what lies nearest, one to one, within ``reach``. A link is right when both its ends lie on the same
/// true cell; all true links that are not among them are missing. It is wrong when its ends lie on two
/// cells, or one of them far from any; the second body of a cell that is dividing counts as neither.
package struct TrackingTally: Sendable {
    /// A place in a frame, in µm from its corner.
    package struct Point: Sendable, Equatable {
        package let x: Double
        package let y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }

        func distance(to other: Point) -> Double {
            ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
        }
    }

    /// One time point of one position.
    package struct Moment: Sendable {
        /// True places by the cell's number.
        package var cells: [Int: Point]
        /// What was located; `nil` where nobody looked.
        package var found: [Point]?

        package init(cells: [Int: Point], found: [Point]?) {
            self.cells = cells
            self.found = found
        }

        /// Whether no cell is near.
        fileprivate func isEmpty(at place: Point) -> Bool {
            cells.values.allSatisfy { $0.distance(to: place) > TrackingTally.reach }
        }
    }

    /// How far a cell may move between two time points, µm.
    package static let reach = 12.0
    /// How far from its cell's middle something may be located, µm.
    package static let tolerance = 8.0

    package private(set) var right = 0
    package private(set) var missing = 0
    package private(set) var wrong = 0

    package init() {}

    /// Takes in the time points of one position in their order.
    package mutating func add(_ moments: [Moment]) {
        for (before, after) in zip(moments, moments.dropFirst()) {
            let stayed = before.cells.keys.filter { after.cells[$0] != nil }
            guard let first = before.found, let second = after.found else {
                missing += stayed.count
                continue
            }
            let cellsBefore = Self.owners(of: first, among: before.cells)
            let cellsAfter = Self.owners(of: second, among: after.cells)
            var rightHere = 0
            for (a, b) in Self.matches(first, second, within: Self.reach) {
                if let cell = cellsBefore[a], let other = cellsAfter[b] {
                    rightHere += cell == other ? 1 : 0
                    wrong += cell == other ? 0 : 1
                } else if before.isEmpty(at: first[a]) || after.isEmpty(at: second[b]) {
                    wrong += 1
                }
            }
            right += rightHere
            missing += stayed.count - rightHere
        }
    }

    /// The cell that each located thing lies on; each cell is taken once.
    private static func owners(of found: [Point], among cells: [Int: Point]) -> [Int: Int] {
        let numbered = cells.sorted { $0.key < $1.key }
        let pairs = matches(found, numbered.map(\.value), within: tolerance)
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0, numbered[$0.1].key) })
    }

    /// Pairs of the nearest first, one to one.
    private static func matches(
        _ first: [Point], _ second: [Point], within reach: Double
    ) -> [(Int, Int)] {
        var candidates: [(distance: Double, a: Int, b: Int)] = []
        for (a, point) in first.enumerated() {
            for (b, other) in second.enumerated() {
                let distance = point.distance(to: other)
                if distance <= reach { candidates.append((distance, a, b)) }
            }
        }
        candidates.sort { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) }
        var (takenA, takenB): (Set<Int>, Set<Int>) = ([], [])
        var pairs: [(Int, Int)] = []
        for (_, a, b) in candidates where !takenA.contains(a) && !takenB.contains(b) {
            takenA.insert(a)
            takenB.insert(b)
            pairs.append((a, b))
        }
        return pairs
    }
}
