import Glibc

/// Says how well the brightness of cells was followed over time.
///
/// A cell's measured brightness is that of the nucleus above its background for each second and
/// milliwatt of light. Between two time points at which it was measured it is drawn as a line, over
/// ``longestGap`` at most. One factor for each cell makes measured and true brightness comparable, so
/// that only changes count. Nothing is corrected for bleaching: a label that the light destroys is an
/// error like any other. A time point of a cell is right when the two differ by no more than
/// ``tolerance``; cells that divide, and those with fewer than ``leastCount`` time points, do not
/// count.
package struct IntensityTally: Sendable {
    /// Largest share by which the brightness may be off.
    package static let tolerance = 0.15
    /// Time points over which a line is drawn.
    package static let longestGap = 5
    package static let leastCount = 10

    /// Time points of cells that count.
    package private(set) var happened = 0
    package private(set) var right = 0
    /// What measured or drawn brightness is off by, as a share, in no order.
    package private(set) var errors: [Double] = []

    package init(_ run: LocatedRun) {
        for row in run.rows { add(row) }
    }

    /// The error that half of the time points do not exceed; `nil` where nothing was measured.
    package var typicalError: Double? {
        errors.isEmpty ? nil : errors.sorted()[errors.count / 2]
    }

    /// Takes in the time points of one position in their order.
    private mutating func add(_ moments: [LocatedRun.Moment]) {
        var measured: [Int: [Int: Double]] = [:]
        for (t, moment) in moments.enumerated() {
            let found = moment.found ?? []
            for (index, cell) in moment.owners() {
                guard let brightness = found[index].brightness, brightness > 0 else { continue }
                measured[cell, default: [:]][t] = log(brightness)
            }
        }
        let cells = Set(moments.flatMap(\.cells.keys)).sorted()
        for cell in cells {
            let levels = moments.map { $0.cells[cell]?.level.flatMap { $0 > 0 ? log($0) : nil } }
            guard levels.count(where: { $0 != nil }) >= Self.leastCount,
                // The one that divides is two halfway.
                moments.allSatisfy({ $0.cells[cell].map { $0.level != nil } ?? true })
            else { continue }
            add(levels, measured[cell] ?? [:])
        }
    }

    /// - Parameters:
    ///   - levels: True brightness at each time point; `nil` where the cell was not in the frame.
    ///   - measured: Where it was measured.
    private mutating func add(_ levels: [Double?], _ measured: [Int: Double]) {
        happened += levels.count { $0 != nil }
        let differences = measured.compactMap { t, value in levels[t].map { value - $0 } }.sorted()
        guard !differences.isEmpty else { return }
        let factor = differences[differences.count / 2]
        for (t, value) in Self.drawn(measured) {
            guard let level = levels[t] else { continue }
            let error = abs(exp(value - factor - level) - 1)
            errors.append(error)
            if error <= Self.tolerance { right += 1 }
        }
    }

    /// What was measured, with lines between.
    private static func drawn(_ measured: [Int: Double]) -> [Int: Double] {
        var drawn = measured
        let points = measured.sorted { $0.key < $1.key }
        for (before, after) in zip(points, points.dropFirst())
        where after.key - before.key <= longestGap {
            let rise = (after.value - before.value) / Double(after.key - before.key)
            for t in before.key..<after.key {
                drawn[t] = before.value + rise * Double(t - before.key)
            }
        }
        return drawn
    }
}
