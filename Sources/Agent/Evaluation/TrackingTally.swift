/// Counts how well cells that were located in each frame can be followed from one time point to the
/// next.
///
/// A link joins a cell at one time point to the same cell at the next. What was located is linked to
/// what lies nearest, one to one, within ``reach``. A link is right when both its ends lie on the same
/// true cell; all true links that are not among them are missing. It is wrong when its ends lie on two
/// cells, or one of them far from any; the second body of a cell that is dividing counts as neither.
package struct TrackingTally: Sendable {
    /// How far a cell may move between two time points, µm.
    package static let reach = 12.0

    package private(set) var right = 0
    package private(set) var missing = 0
    package private(set) var wrong = 0

    package init() {}

    package init(_ run: LocatedRun) {
        for row in run.rows { add(row) }
    }

    /// Takes in the time points of one position in their order.
    package mutating func add(_ moments: [LocatedRun.Moment]) {
        for (before, after) in zip(moments, moments.dropFirst()) {
            let stayed = before.cells.keys.filter { after.cells[$0] != nil }
            guard let first = before.found, let second = after.found else {
                missing += stayed.count
                continue
            }
            let cellsBefore = before.owners()
            let cellsAfter = after.owners()
            var rightHere = 0
            let pairs = NearestPairs.all(
                first.map(\.place), second.map(\.place), within: Self.reach)
            for (a, b) in pairs {
                if let cell = cellsBefore[a], let other = cellsAfter[b] {
                    rightHere += cell == other ? 1 : 0
                    wrong += cell == other ? 0 : 1
                } else if before.isEmpty(at: first[a].place) || after.isEmpty(at: second[b].place) {
                    wrong += 1
                }
            }
            right += rightHere
            missing += stayed.count - rightHere
        }
    }
}

extension LocatedRun.Moment {
    /// Whether no cell is near.
    fileprivate func isEmpty(at place: LocatedRun.Point) -> Bool {
        cells.values.allSatisfy { $0.place.distance(to: place) > TrackingTally.reach }
    }
}
