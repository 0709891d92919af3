import Glibc

/// 0 before `start`, 1 after `end`, smooth between.
@inline(__always)
func smoothStep(_ time: Double, from start: Double, to end: Double) -> Double {
    // Also what keeps an infinite start, which is never reached, out of the division.
    guard time > start else { return 0 }
    let part = min((time - start) / (end - start), 1)
    return part * part * (3 - 2 * part)
}

extension CellPose {
    /// The look of cell `index` of `specimen` at `time`.
    mutating func take(_ index: Int, of specimen: Specimen, at time: Double) {
        let motion = specimen.motions[index]
        let state = specimen.states[index]
        let kind = specimen.settings.kinds[state.kind]
        let moment = min(max(time - specimen.tickStart, 0), Specimen.tick)
        (x, y) = motion.position(after: moment)
        cos = Float(Glibc.cos(motion.orientation))
        sin = Float(Glibc.sin(motion.orientation))
        id = state.id
        phase = state.phase(at: time)
        isSpindle = kind.isSpindle
        takeLook(state.look)
        fragmentation = Float(min(max((state.harm.damage - 0.3) / 0.9, 0), 1))
        takeBrightness(state, specimen, at: time)
        takeBody(state, kind, at: time)
        takeChromatin(state, kind, at: time)
        takeDamage(state, at: time)
    }

    private mutating func takeLook(_ look: CellLook) {
        firstOutline = look.firstOutline
        secondOutline = look.secondOutline
        mirror = look.isMirrored ? -1 : 1
        textureU = Float(look.textureX)
        textureV = Float(look.textureY)
        seed = look.seed
    }

    private mutating func takeBrightness(
        _ state: CellState, _ specimen: Specimen, at time: Double
    ) {
        brightness = .zero
        flashLevel = 1
        labelLeft = 1
        for (label, fluorophore) in specimen.settings.fluorophores.enumerated() where label < 4 {
            var share = state.intact[label]
            share.renew(
                seconds: max(min(time, state.fate.death) - state.lastLight, 0),
                fluorophore.bleaching)
            let left = share.total(fluorophore.bleaching)
            labelLeft = min(labelLeft, left)
            brightness[label] = Float(state.expression[label] * left)
        }
        let nucleus = Label.nucleus.rawValue
        nucleusLevel = nucleus < state.expression.count ? state.expression[nucleus] : 0
        guard state.fate.death > time else { return }
        let wave = specimen.settings.reporter.level(ofCell: state.look.seed, at: time)
        nucleusLevel *= wave
        brightness[nucleus] *= Float(wave)
        flashLevel = specimen.settings.flashes.level(ofCell: state.look.seed, at: time)
        brightness[Label.filament.rawValue] *= Float(flashLevel)
    }

    private mutating func takeBody(_ state: CellState, _ kind: CellKind, at time: Double) {
        let line = state.timeline
        let age = time - state.bornAt
        let growth = 0.88 + 0.24 * min(max(age / (line.end - state.bornAt), 0), 1)
        let spread = state.isDaughter ? smoothStep(age, from: 60, to: 2300) : 1
        var round = 1 - spread
        round = max(round, smoothStep(time, from: line.prophase + 120, to: line.metaphase - 60))
        round = max(
            round, smoothStep(time, from: state.fate.rounding, to: state.fate.rounding + 900))
        if state.milestone == .never, state.fate.arrest == .infinity {
            round = max(
                1 - spread,
                smoothStep(
                    time, from: state.fate.rounding, to: state.fate.rounding + 900))
        }
        roundness = Float(round)
        let change = 2 * Double.pi * time / (60 * state.look.changeMinutes)
        outlineBlend = Float(0.5 + 0.5 * Glibc.sin(change + state.look.changePhase))
        let retraction = 1 - 0.62 * round
        let harm = 1 - 0.25 * Double(fragmentation)
        let size = state.look.size * growth * harm * retraction
        length = Float(kind.spreadLengthMicrometers * size)
        width = Float(kind.spreadWidthMicrometers * size)
        takeLobes(state, kind, at: time)
    }

    private mutating func takeLobes(_ state: CellState, _ kind: CellKind, at time: Double) {
        let line = state.timeline
        let radius = kind.roundRadiusMicrometers * state.look.size
        // A daughter has half the volume of its mother and grows back to all of it.
        let age = min(max((time - state.bornAt) / (line.end - state.bornAt), 0), 1)
        let young = DivisionShape.daughterRadius
        let isDividing = state.milestone >= .telophase && state.milestone != .never
        let split = isDividing ? smoothStep(time, from: line.anaphase + 120, to: line.end - 240) : 0
        lobeRadius = Float(radius * (young + (1 - young) * age) * (1 - (1 - young) * split))
        lobeDistance = Float(radius * DivisionShape.daughterDistance * split)
    }

    private mutating func takeDamage(_ state: CellState, at time: Double) {
        decay = Float(smoothStep(time, from: state.fate.death, to: state.fate.death + 1200))
        let onset = smoothStep(time, from: state.fate.blebbing, to: state.fate.blebbing + 480)
        blebs.removeAll(keepingCapacity: true)
        lobeRadius *= 1 - 0.22 * Float(onset) - 0.12 * decay
        guard onset > 0 else { return }
        var random = SplitMix64(seed: seed)
        for _ in 0..<9 {
            let angle = random.uniform(0...(2 * .pi))
            let size = random.uniform(0.22...0.48)
            let period = random.uniform(90...240)
            let beat = Glibc.sin(2 * .pi * time / period + random.uniform(0...6.28))
            // Blebs come and go in minutes while the cell lives, then stay.
            let swelling = Double(1 - decay) * (0.55 + 0.45 * beat) + Double(decay) * 0.7
            let radius = Double(lobeRadius) * size * onset * swelling
            let away = Double(lobeRadius) * (0.86 + 0.1 * random.unit())
            blebs.append(
                Bleb(
                    u: Float(away * Glibc.cos(angle)), v: Float(away * Glibc.sin(angle)),
                    radius: Float(max(radius, 0.1))))
        }
    }
}
