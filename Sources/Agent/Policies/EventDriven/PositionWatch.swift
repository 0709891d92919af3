import Models

/// The rounded cells of one position and whether any of them is worth light now.
///
/// Each cell goes `watched → rounded → dividing → split → over`, or `abandoned` when it stays round
/// for too long.
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
        let candidates = cells.filter { $0.score >= 0 && $0.x.isFinite && $0.y.isFinite }
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
                tracks[index].isWhole = false
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
        if cell.score >= settings.stopScore { tracks[index].lastSeen = seconds }
        tracks[index].score = cell.score
        tracks[index].strongFrames =
            cell.score >= settings.startScore ? tracks[index].strongFrames + 1 : 0
        noteSplit(index, cell)
        // Where the event was stays where it was: its daughters move apart from there.
        guard tracks[index].splitFrames == 0 else { return }
        switch tracks[index].stage {
        case .split, .over: return
        case .watched, .rounded, .dividing, .abandoned:
            tracks[index].xMicrometers = point.x
            tracks[index].yMicrometers = point.y
        }
    }

    /// Counts frames in which the body looked like one, and frames in a row in which it did not.
    private mutating func noteSplit(_ index: Int, _ cell: RoundedCell) {
        let isSingle = cell.split < settings.splitScore / 2
        if isSingle {
            tracks[index].singleFrames += 1
            tracks[index].bestContrast = max(tracks[index].bestContrast, cell.contrast)
        }
        tracks[index].isWhole = isSingle && tracks[index].isAsBright(cell.contrast)
        // While it rounds up a cell is neither round nor bright: only one that was can have split.
        let isPast =
            cell.split >= settings.splitScore
            || cell.contrast < settings.fade * tracks[index].bestContrast
        let hasSplit = isPast && tracks[index].singleFrames >= settings.confirm
        tracks[index].splitFrames = hasSplit ? tracks[index].splitFrames + 1 : 0
    }

    /// Decides what a candidate is that matched no track.
    private mutating func meet(
        _ cell: RoundedCell, at point: TrackMatching.Point, _ seconds: Double
    ) {
        guard cell.score >= settings.stopScore else { return }
        var firstSeen = seconds
        for index in tracks.indices {
            let distance = tracks[index].distance(x: point.x, y: point.y)
            guard distance <= settings.daughterReach else { continue }
            switch tracks[index].stage {
            case .rounded, .dividing, .split:
                // A second round body beside a dividing cell: its sister, or a neighbour that waits.
                tracks[index].splitFrames += 1
                return
            case .over:
                // Daughters never shine as their mother did; another cell that rounds up does.
                guard tracks[index].isAsBright(cell.contrast) else { return }
                if distance <= settings.reach { firstSeen = tracks[index].firstSeen }
            case .watched, .abandoned: continue
            }
        }
        var track = RoundedCellTrack(
            number: nextNumber, xMicrometers: point.x, yMicrometers: point.y,
            firstSeen: firstSeen, lastSeen: seconds)
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
            if let note = giveUp(&track, at: seconds) { return note }
            track.splitFrames = 0
            let note = "cell at \(track.place) has rounded up (score \(brief(track.score)))"
            guard settings.wait > 0 else {
                track.stage = .dividing(since: seconds)
                return note
            }
            track.stage = .rounded(since: seconds)
            return "\(note), anaphase is at least \(spoken(seconds: settings.wait)) away"
        case .rounded(let since):
            return advanceRounded(&track, since: since, at: seconds)
        case .dividing(let since):
            return advanceDividing(&track, since: since, at: seconds)
        case .split(let first):
            if track.isWhole {
                track.stage = .dividing(since: first)
                return "cell at \(track.place) is whole after all"
            }
            guard seconds - first >= settings.tail else { return nil }
            track.stage = .over(at: seconds)
            let ago = spoken(seconds: seconds - first)
            return "cell at \(track.place) split \(ago) ago: event over"
        case .over, .abandoned: return nil
        }
    }

    private func advanceRounded(
        _ track: inout RoundedCellTrack, since: Double, at seconds: Double
    ) -> String? {
        if let note = noteOfSplit(&track, at: seconds) { return note }
        if seconds - track.lastSeen >= settings.lostAfter {
            track.stage = .watched
            return "cell at \(track.place) is round no more"
        }
        guard seconds - since >= settings.wait else { return nil }
        track.stage = .dividing(since: seconds)
        return "cell at \(track.place) has been round for \(spoken(seconds: seconds - since))"
    }

    private func noteOfSplit(_ track: inout RoundedCellTrack, at seconds: Double) -> String? {
        guard track.splitFrames >= settings.confirm, !track.isWhole else { return nil }
        track.stage = .split(at: seconds)
        return "cell at \(track.place) has split"
    }

    private func advanceDividing(
        _ track: inout RoundedCellTrack, since: Double, at seconds: Double
    ) -> String? {
        if let note = noteOfSplit(&track, at: seconds) { return note }
        if let note = giveUp(&track, at: seconds) { return note }
        let unseen = seconds - track.lastSeen
        if unseen >= settings.lostAfter, seconds - since >= settings.dwell {
            track.stage = .over(at: seconds)
            let ago = spoken(seconds: unseen)
            return "cell at \(track.place) was last round \(ago) ago: event over"
        }
        return nil
    }

    private func giveUp(_ track: inout RoundedCellTrack, at seconds: Double) -> String? {
        let age = seconds - track.firstSeen
        guard age >= settings.giveUp else { return nil }
        track.stage = .abandoned
        return "cell at \(track.place) is still round after \(spoken(seconds: age)): given up"
    }

    private func isForgotten(_ track: RoundedCellTrack, at seconds: Double) -> Bool {
        switch track.stage {
        case .watched: seconds - track.lastSeen >= settings.lostAfter
        case .rounded, .dividing, .split: false
        case .over(let end): seconds - end >= settings.refractory
        case .abandoned: seconds - track.lastSeen >= settings.refractory
        }
    }
}
