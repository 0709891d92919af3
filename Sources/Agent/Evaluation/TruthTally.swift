/// Gathers a truth file's records, in any order, into a ``RunScore``.
package struct TruthTally: Sendable {
    /// What counts as what.
    package struct Settings: Sendable, Equatable {
        /// Light lines that show cells without exciting anything.
        package var transmittedLines: Set<String>
        /// Seconds of rig time that belong to the run; `nil` for from the first exposure to the
        /// last.
        package var span: ClosedRange<Double>?
        /// The camera's numbers of the frames that belong to the run; `nil` for all.
        package var frames: Set<Int64>?
        /// Exposures closer together than this are of one place, in µm.
        package var placeReach: Double
        /// How well cells are seen in restored frames, by the camera's number of the frame and by
        /// cell; of these ratios and the frame's own the better one counts.
        package var restoredRatios: [Int64: [Int: RestoredRatios]] = [:]

        package init(
            transmittedLines: Set<String> = ["LED"], span: ClosedRange<Double>? = nil,
            frames: Set<Int64>? = nil, placeReach: Double = 30
        ) {
            self.frames = frames
            self.transmittedLines = transmittedLines
            self.span = span
            self.placeReach = placeReach
        }
    }

    private struct Sighting: Sendable {
        let seconds: Double
        let place: Int
        /// `nil` where no light excited the label.
        let peakSNR: Double?
        let organelle: (snr: Double, flashSNR: Double)?
    }

    private let settings: Settings
    private var places: [RunScore.Place] = []
    private var sightings: [Int: [Sighting]] = [:]
    private var divisions: [TruthDivision] = []
    private var damages: [TruthDamage] = []
    private var flashes: [TruthFlash] = []
    private var lights: [String: (seconds: Double, joules: Double)] = [:]
    /// Of each cell, when it was last in a frame and what share of its label still shone.
    private var labels: [Int: (seconds: Double, left: Double)] = [:]
    private var firstSeconds = Double.infinity
    private var lastSeconds = -Double.infinity
    private var stageLimitCount = 0
    private var isComplete = false

    package init(_ settings: Settings = Settings()) { self.settings = settings }

    package mutating func add(_ record: TruthRecord) {
        switch record {
        case .division(let division): divisions.append(division)
        case .damage(let damage): damages.append(damage)
        case .flash(let flash): flashes.append(flash)
        case .light(let light): add(light)
        case .exposure(let exposure): add(exposure)
        case .stageLimit: stageLimitCount += 1
        case .end: isComplete = true
        case .other: break
        }
    }

    package func score() -> RunScore {
        let span = settings.span ?? (firstSeconds <= lastSeconds ? firstSeconds...lastSeconds : nil)
        return RunScore(
            places: places, divisions: scoredDivisions(in: span), flashes: scoredFlashes(in: span),
            harmed: harmedCells(in: span), bleachedShare: bleachedShare,
            secondsOn: lights.mapValues(\.seconds), joulesOn: lights.mapValues(\.joules),
            stageLimitCount: stageLimitCount, isComplete: isComplete)
    }

    private var bleachedShare: Double {
        let left = labels.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.left }
        return labels.isEmpty ? 0 : 1 - left / Double(labels.count)
    }

    private mutating func add(_ light: TruthLight) {
        var from = light.from
        var to = light.to
        if let span = settings.span {
            from = max(from, span.lowerBound)
            to = min(to, span.upperBound)
        }
        guard to > from else { return }
        let sum = lights[light.line] ?? (0, 0)
        lights[light.line] = (
            sum.seconds + (to - from), sum.joules + (to - from) * light.irradianceWattsPerCm2
        )
    }

    private mutating func add(_ exposure: TruthExposure) {
        let middle = (exposure.from + exposure.to) / 2
        if let span = settings.span, !span.contains(middle) { return }
        if let frames = settings.frames, let frame = exposure.frame, !frames.contains(frame) {
            return
        }
        firstSeconds = min(firstSeconds, exposure.from)
        lastSeconds = max(lastSeconds, exposure.to)
        let place = placeIndex(x: exposure.xMicrometers, y: exposure.yMicrometers)
        var isFluorescence = false
        for light in exposure.light where light.seconds > 0 {
            places[place].joulesPerCm2[light.line, default: 0] += light.joulesPerCm2
            places[place].seconds[light.line, default: 0] += light.seconds
            if !settings.transmittedLines.contains(light.line) { isFluorescence = true }
        }
        places[place].exposureCount += 1
        if isFluorescence { places[place].fluorescenceCount += 1 }
        let restored = exposure.frame.flatMap { settings.restoredRatios[$0] } ?? [:]
        for cell in exposure.cells {
            let better = restored[cell.id] ?? RestoredRatios(peak: 0)
            let peakSNR = max(cell.peakSNR, better.peak)
            let sighting = Sighting(
                seconds: middle, place: place, peakSNR: isFluorescence ? peakSNR : nil,
                organelle: isFluorescence ? organelle(cell, better) : nil)
            sightings[cell.id, default: []].append(sighting)
            if let left = cell.labelLeft, middle >= labels[cell.id]?.seconds ?? -.infinity {
                labels[cell.id] = (middle, left)
            }
        }
    }

    private func organelle(
        _ cell: TruthExposure.Cell, _ restored: RestoredRatios
    ) -> (snr: Double, flashSNR: Double)? {
        cell.organelleSNR.map {
            (max($0, restored.organelle), max(cell.flashSNR ?? $0, restored.flash))
        }
    }

    private mutating func placeIndex(x: Double, y: Double) -> Int {
        for (index, place) in places.enumerated() {
            let dx = place.xMicrometers - x
            let dy = place.yMicrometers - y
            if dx * dx + dy * dy <= settings.placeReach * settings.placeReach { return index }
        }
        places.append(RunScore.Place(xMicrometers: x, yMicrometers: y))
        return places.count - 1
    }

    /// A division counts when its whole window lies in the run and the cell was in an imaged
    /// field both before and after anaphase.
    private func scoredDivisions(in span: ClosedRange<Double>?) -> [DivisionScore] {
        guard let span else { return [] }
        let scores = divisions.compactMap { division -> DivisionScore? in
            let end = division.anaphase + DivisionScore.secondsAfterAnaphase
            guard division.envelopeBreakdown >= span.lowerBound, end <= span.upperBound else {
                return nil
            }
            let seen = (sightings[division.cell] ?? []).filter {
                $0.seconds >= division.envelopeBreakdown && $0.seconds <= end
            }
            let before = seen.last { $0.seconds < division.anaphase }
            guard let before, seen.contains(where: { $0.seconds >= division.anaphase }) else {
                return nil
            }
            return DivisionScore(
                division, place: before.place, sightings: fluorescence(of: division.cell))
        }
        return scores.sorted { ($0.anaphase, $0.cell) < ($1.anaphase, $1.cell) }
    }

    /// A flash counts when it lies in the run with time before it, and the cell was in an imaged
    /// field both before and after it, and while it lasted.
    private func scoredFlashes(in span: ClosedRange<Double>?) -> [FlashScore] {
        guard let span else { return [] }
        let margin = 2 * FlashScore.largestTimingError
        return flashes.compactMap { flash -> FlashScore? in
            guard flash.from - margin >= span.lowerBound, flash.to + margin <= span.upperBound
            else { return nil }
            let seen = (sightings[flash.cell] ?? []).filter {
                $0.seconds >= flash.from - margin && $0.seconds <= flash.to + margin
            }
            guard seen.contains(where: { $0.seconds < flash.from }),
                seen.contains(where: { $0.seconds > flash.to })
            else { return nil }
            return FlashScore(
                flash,
                sightings: (sightings[flash.cell] ?? []).compactMap { sighting in
                    sighting.organelle.map {
                        .init(seconds: sighting.seconds, snr: $0.snr, flashSNR: $0.flashSNR)
                    }
                })
        }.sorted { ($0.onset, $0.cell) < ($1.onset, $1.cell) }
    }

    private func fluorescence(of cell: Int) -> [DivisionScore.Sighting] {
        (sightings[cell] ?? []).compactMap { sighting in
            sighting.peakSNR.map { .init(seconds: sighting.seconds, peakSNR: $0) }
        }
    }

    private func harmedCells(in span: ClosedRange<Double>?) -> [RunScore.HarmedCell] {
        guard let span else { return [] }
        var harmed: [Int: RunScore.HarmedCell] = [:]
        for damage in damages.sorted(by: { ($0.time, $0.cell) < ($1.time, $1.cell) }) {
            guard span.contains(damage.time), let seen = sightings[damage.cell]?.first else {
                continue
            }
            let new = RunScore.HarmedCell(cell: damage.cell, place: seen.place, outcomes: [])
            harmed[damage.cell, default: new].outcomes.append(damage.what)
        }
        return harmed.values.sorted { $0.cell < $1.cell }
    }
}
