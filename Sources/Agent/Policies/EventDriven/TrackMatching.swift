/// Which candidate of a frame is which of the cells followed so far: nearest first, one to one.
struct TrackMatching {
    /// Index of the candidate for each track, in the order of the tracks.
    private(set) var candidateOfTrack: [Int?]
    /// Candidates that are none of the tracks.
    private(set) var newCandidates: [Int]

    struct Point {
        let x: Double
        let y: Double
    }

    init(tracks: [RoundedCellTrack], candidates: [Point], reach: Double) {
        var pairs: [(distance: Double, track: Int, candidate: Int)] = []
        for (trackIndex, track) in tracks.enumerated() {
            for (candidateIndex, candidate) in candidates.enumerated() {
                let distance = track.distance(x: candidate.x, y: candidate.y)
                if distance <= reach { pairs.append((distance, trackIndex, candidateIndex)) }
            }
        }
        // Ties fall the same way every time, or a replay could differ.
        pairs.sort { ($0.distance, $0.track, $0.candidate) < ($1.distance, $1.track, $1.candidate) }
        candidateOfTrack = Array(repeating: nil, count: tracks.count)
        var isTaken = Array(repeating: false, count: candidates.count)
        for pair in pairs where candidateOfTrack[pair.track] == nil && !isTaken[pair.candidate] {
            candidateOfTrack[pair.track] = pair.candidate
            isTaken[pair.candidate] = true
        }
        newCandidates = candidates.indices.filter { !isTaken[$0] }
    }
}
