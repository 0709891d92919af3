import Models

/// The rounded cells of one position and whether any of them is worth light now.
///
/// Each cell goes `watched → dividing → split → over`, or `dividing → abandoned` when it stays
/// round for too long.
struct PositionWatch: Sendable {
    private let settings: EventDrivenSettings
    private(set) var tracks: [RoundedCellTrack] = []
    private var nextNumber = 1

    init(_ settings: EventDrivenSettings) { self.settings = settings }

    /// Whether any cell is dividing as far as can be told.
    var isSpending: Bool { tracks.contains(where: \.isSpending) }

    var spendingCount: Int { tracks.count(where: \.isSpending) }

    /// Takes in the rounded cells of one frame.
    ///
    /// - Returns: A sentence for each cell whose stage changed.
    mutating func update(
        with cells: [RoundedCell], at seconds: Double, pixelMicrometers: Double
    ) -> [String] {
        // A score that is not a number compares false and so drops out here.
        let candidates = cells.filter { cell in
            cell.score >= settings.stopScore && cell.x.isFinite && cell.y.isFinite
        }
        let points = candidates.map { cell in
            TrackMatching.Point(x: cell.x * pixelMicrometers, y: cell.y * pixelMicrometers)
        }
        let matching = TrackMatching(tracks: tracks, candidates: points, reach: settings.reach)
        for index in tracks.indices {
            if let candidate = matching.candidateOfTrack[index] {
                follow(index, candidates[candidate], at: points[candidate], seconds)
            } else {
                tracks[index].score = 0
                tracks[index].strongFrames = 0
            }
        }
        for candidate in matching.newCandidates {
            meet(candidates[candidate], at: points[candidate], seconds)
        }
        var notes: [String] = []
        for index in tracks.indices {
            var track = tracks[index]
            if let note = advance(&track, at: seconds) { notes.append(note) }
            tracks[index] = track
        }
        tracks = tracks.filter { !isForgotten($0, at: seconds) }
        return notes
    }

    private mutating func follow(
        _ index: Int, _ cell: RoundedCell, at point: TrackMatching.Point, _ seconds: Double
    ) {
        tracks[index].lastSeen = seconds
        tracks[index].score = cell.score
        tracks[index].strongFrames =
            cell.score >= settings.startScore ? tracks[index].strongFrames + 1 : 0
        tracks[index].splitFrames =
            cell.split >= settings.splitScore ? tracks[index].splitFrames + 1 : 0
        // Where the event was stays where it was: its daughters move apart from there.
        if case .over = tracks[index].stage { return }
        tracks[index].xMicrometers = point.x
        tracks[index].yMicrometers = point.y
    }

    /// Decides what a candidate is that matched no track.
    private mutating func meet(
        _ cell: RoundedCell, at point: TrackMatching.Point, _ seconds: Double
    ) {
        for index in tracks.indices {
            let distance = tracks[index].distance(x: point.x, y: point.y)
            guard distance <= settings.daughterReach else { continue }
            switch tracks[index].stage {
            case .dividing, .split:
                // A second round body beside a dividing cell: its sister.
                tracks[index].splitFrames += 1
                return
            case .over: return
            case .watched, .abandoned: continue
            }
        }
        var track = RoundedCellTrack(
            number: nextNumber, xMicrometers: point.x, yMicrometers: point.y, firstSeen: seconds,
            lastSeen: seconds)
        track.score = cell.score
        track.strongFrames = cell.score >= settings.startScore ? 1 : 0
        nextNumber += 1
        tracks.append(track)
    }

    /// Moves `track` to the stage that its history asks for.
    private func advance(_ track: inout RoundedCellTrack, at seconds: Double) -> String? {
        switch track.stage {
        case .watched:
            guard track.strongFrames >= settings.confirm else { return nil }
            track.stage = .dividing(since: seconds)
            track.splitFrames = 0
            return "cell at \(track.place) has rounded up (score \(brief(track.score)))"
        case .dividing(let since):
            return advanceDividing(&track, since: since, at: seconds)
        case .split(let first):
            guard seconds - first >= settings.tail else { return nil }
            track.stage = .over(at: seconds)
            let ago = spoken(seconds: seconds - first)
            return "cell at \(track.place) split \(ago) ago: event over"
        case .over, .abandoned: return nil
        }
    }

    private func advanceDividing(
        _ track: inout RoundedCellTrack, since: Double, at seconds: Double
    ) -> String? {
        if track.splitFrames >= 1 {
            track.stage = .split(at: seconds)
            return "cell at \(track.place) has split"
        }
        if seconds - track.firstSeen >= settings.giveUp {
            track.stage = .abandoned
            let age = spoken(seconds: seconds - track.firstSeen)
            return "cell at \(track.place) is still round after \(age): given up"
        }
        let unseen = seconds - track.lastSeen
        if unseen >= settings.lostAfter, seconds - since >= settings.dwell {
            track.stage = .over(at: seconds)
            let ago = spoken(seconds: unseen)
            return "cell at \(track.place) was last round \(ago) ago: event over"
        }
        return nil
    }

    private func isForgotten(_ track: RoundedCellTrack, at seconds: Double) -> Bool {
        switch track.stage {
        case .watched: seconds - track.lastSeen >= settings.lostAfter
        case .dividing, .split: false
        case .over(let end): seconds - end >= settings.refractory
        case .abandoned: seconds - track.lastSeen >= settings.refractory
        }
    }
}
