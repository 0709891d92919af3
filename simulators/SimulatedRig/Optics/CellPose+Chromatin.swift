import Glibc

extension CellPose {
    /// Places nucleus or chromosomes for `time`.
    mutating func takeChromatin(_ state: CellState, _ kind: CellKind, at time: Double) {
        blobs.removeAll(keepingCapacity: true)
        let line = state.timeline
        let full = kind.nucleusLengthMicrometers * kind.nucleusWidthMicrometers
        let progress = min(max((time - state.bornAt) / (line.prophase - state.bornAt), 0), 1)
        // DNA doubles in the middle of the cycle.
        let content = full * (1 + smoothStep(progress, from: 0.4, to: 0.75))
        envelope = 1
        let isCycling = state.milestone != .never || state.fate.arrest < .infinity
        if isCycling, time >= line.envelopeBreakdown {
            takeChromosomes(state, kind, content: content, at: time)
        } else {
            takeNucleus(state, kind, content: content, progress: progress, at: time)
        }
        guard state.fate.blebbing <= time else { return }
        shrinkChromatin(smoothStep(time, from: state.fate.blebbing, to: state.fate.blebbing + 2400))
    }

    private mutating func takeNucleus(
        _ state: CellState, _ kind: CellKind, content: Double, progress: Double, at time: Double
    ) {
        let line = state.timeline
        // A nucleus shrinks with a cell that rounds up from damage.
        let retreat = smoothStep(time, from: state.fate.rounding, to: state.fate.rounding + 900)
        let growth = state.look.size * (1 + 0.16 * progress).squareRoot() * (1 - 0.22 * retreat)
        let reform =
            state.isDaughter ? smoothStep(time, from: state.bornAt, to: state.bornAt + 2100) : 1
        let condensing =
            state.milestone == .never
            ? 0
            : smoothStep(
                time, from: line.prophase - 240, to: line.envelopeBreakdown)
        let a = 3.0 + (kind.nucleusLengthMicrometers * growth - 3.0) * reform
        let b = 4.1 + (kind.nucleusWidthMicrometers * growth - 4.1) * reform
        nucleusA = Float(a)
        nucleusB = Float(b)
        nucleusAngle = Float(state.look.nucleusAngle * reform)
        blobs.append(
            Blob(
                u: 0, v: 0, a: nucleusA, b: nucleusB, angle: nucleusAngle,
                density: Float(content / (a * b)),
                condensation: Float(max(condensing, 0.6 * (1 - reform))),
                contrast: Float(0.14 + 0.24 * condensing + 0.1 * (1 - reform)), edge: 0.7))
    }

    private mutating func takeChromosomes(
        _ state: CellState, _ kind: CellKind, content: Double, at time: Double
    ) {
        let line = state.timeline
        let radius = kind.roundRadiusMicrometers * state.look.size
        let plate = 0.64 * radius
        envelope = Float(
            1 - smoothStep(time, from: line.envelopeBreakdown, to: line.envelopeBreakdown + 180))
        if time < line.anaphase || state.fate.arrest < .infinity {
            let formed = smoothStep(time, from: line.envelopeBreakdown, to: line.metaphase)
            // A plate that cannot part loosens and tilts.
            let late = smoothStep(time, from: state.fate.arrest, to: state.fate.arrest + 5400)
            let a = 1.55 + (0.8 * kind.nucleusWidthMicrometers - 1.55) * (1 - formed) + 1.1 * late
            let b = plate + (0.72 * kind.nucleusLengthMicrometers - plate) * (1 - formed)
            let wobble = 0.07 * Glibc.sin(time / 140 + state.look.changePhase) + 0.5 * late
            nucleusA = Float(a)
            nucleusB = Float(b)
            nucleusAngle = Float(wobble + (1 - formed) * state.look.nucleusAngle)
            blobs.append(
                Blob(
                    u: 0, v: 0, a: nucleusA, b: nucleusB, angle: nucleusAngle,
                    density: Float(content / (a * b)), condensation: 1,
                    contrast: Float(0.2 + 0.35 * (1 - formed) + 0.2 * late),
                    bluntness: Float(formed * (1 - 0.6 * late)), edge: 0.6))
            return
        }
        let apart = smoothStep(time, from: line.anaphase - 40, to: line.telophase)
        let late = smoothStep(time, from: line.telophase - 60, to: line.end)
        let half = 0.55 + (0.66 * radius - 0.55) * apart + 0.12 * radius * late
        let a = 1.15 + 0.2 * apart + 1.65 * late
        let b = plate * (1 - 0.12 * apart) * (1 - late) + 4.1 * late
        let bend = 0.022 * apart * (1 - late)
        nucleusA = Float(a)
        nucleusB = Float(b)
        envelope = Float(0.8 * late)
        for side in [-1.0, 1.0] {
            blobs.append(
                Blob(
                    u: Float(side * half), v: 0, a: nucleusA, b: nucleusB, angle: 0,
                    bend: Float(side * bend), density: Float(content / 2 / (a * b)),
                    condensation: Float(1 - 0.4 * late), contrast: 0.22,
                    bluntness: Float(1 - late), edge: 0.55))
        }
    }

    /// A dying nucleus shrinks and breaks into dense pieces.
    private mutating func shrinkChromatin(_ part: Double) {
        guard let nucleus = blobs.first, part > 0 else { return }
        var random = SplitMix64(seed: seed ^ 0x5A5A)
        let shrink = Float(1 - 0.55 * part)
        blobs.removeAll(keepingCapacity: true)
        for piece in 0..<4 {
            let size = piece == 0 ? 1 : Float(random.uniform(0.3...0.6))
            let away = piece == 0 ? 0 : Float(part * random.uniform(3.0...5.0))
            let angle = Float(random.uniform(0...6.28))
            let share = piece == 0 ? Float(1 - 0.4 * part) : Float(0.4 / 3 * part)
            guard share > 0.01 else { continue }
            let a = nucleus.a * shrink * size
            let b = nucleus.b * shrink * size
            blobs.append(
                Blob(
                    u: away * cosf(angle), v: away * sinf(angle), a: a, b: b, angle: angle,
                    density: nucleus.density * share / (shrink * shrink * size * size),
                    condensation: Float(part), contrast: 0.15, edge: 0.5))
        }
        envelope = Float(1 - part)
    }
}
