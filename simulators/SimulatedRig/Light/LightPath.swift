/// Adds up the light that really reaches the sample, line by line.
///
/// Told of every change of a line's power, with its exact time in seconds. Keeps two accounts: the
/// unbroken intervals, for the truth, and the pieces into which they are cut so that specimen and
/// exposures get each stretch of light once.
struct LightPath: Sendable {
    /// A stretch of light of one line at one power.
    struct Piece: Equatable, Sendable {
        var line: Int
        var milliwatts: Double
        var from: Double
        var to: Double
    }

    private struct Shining: Sendable {
        var milliwatts: Double
        var since: Double
        var pieceSince: Double
    }

    private var shining: [Shining?]
    private var intervals: [Piece] = []
    private var pieces: [Piece] = []

    init(lineCount: Int) {
        shining = Array(repeating: nil, count: lineCount)
    }

    var isDark: Bool { shining.allSatisfy { $0 == nil } }

    /// Since when light is on that was not handed out yet.
    var oldestPiece: Double? { shining.compactMap { $0?.pieceSince }.min() }

    func milliwatts(of line: Int) -> Double { shining[line]?.milliwatts ?? 0 }

    /// Line `line` has `milliwatts` at the sample from `time` on.
    mutating func set(_ line: Int, milliwatts: Double, at time: Double) {
        guard milliwatts != self.milliwatts(of: line) else { return }
        close(line, at: time)
        if milliwatts > 0 {
            shining[line] = Shining(milliwatts: milliwatts, since: time, pieceSince: time)
        }
    }

    /// Cuts what shines at `time`, so that all light up to then can be drained.
    mutating func cut(at time: Double) {
        for line in shining.indices {
            guard let light = shining[line], light.pieceSince < time else { continue }
            pieces.append(
                Piece(line: line, milliwatts: light.milliwatts, from: light.pieceSince, to: time))
            shining[line]?.pieceSince = time
        }
    }

    /// Ends every interval, at the end of the rig's life.
    mutating func end(at time: Double) {
        for line in shining.indices { close(line, at: time) }
    }

    mutating func drainPieces() -> [Piece] {
        defer { pieces.removeAll(keepingCapacity: true) }
        return pieces
    }

    /// The unbroken intervals that ended since the last call.
    mutating func drainIntervals() -> [Piece] {
        defer { intervals.removeAll(keepingCapacity: true) }
        return intervals
    }

    private mutating func close(_ line: Int, at time: Double) {
        guard let light = shining[line] else { return }
        shining[line] = nil
        if light.pieceSince < time {
            pieces.append(
                Piece(line: line, milliwatts: light.milliwatts, from: light.pieceSince, to: time))
        }
        if light.since < time {
            intervals.append(
                Piece(line: line, milliwatts: light.milliwatts, from: light.since, to: time))
        }
    }
}
