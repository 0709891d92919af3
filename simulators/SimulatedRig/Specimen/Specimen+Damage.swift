extension Specimen {
    /// Lets a lit cell react to one tick's stress, and its damage take its course.
    mutating func react(_ index: Int) {
        let before = states[index].harm.damage
        guard states[index].fate.passed < 3 else {
            motions[index].isStressed = false
            return
        }
        let isMitotic = states[index].phase(at: tickStart).isMitotic
        let sensitivity =
            (isMitotic ? settings.phototoxicity.mitoticSensitivity : 1) / states[index].tolerance
        states[index].harm.react(
            seconds: Specimen.tick, sensitivity: sensitivity, settings.phototoxicity)
        motions[index].isStressed = states[index].harm.isActive
        let after = states[index].harm.damage
        guard before >= 0.5 || after >= 0.5 else { return }
        judge(index, before: before, after: after)
        refreshVigour(index)
    }

    private mutating func judge(_ index: Int, before: Double, after: Double) {
        /// The moment within the tick at which the damage passed `threshold`.
        func crossing(_ threshold: Double) -> Double? {
            guard before < threshold, after >= threshold else { return nil }
            return tickStart + Specimen.tick * (threshold - before) / (after - before)
        }
        if let time = crossing(0.5), !states[index].fate.isSlow {
            states[index].fate.isSlow = true
            report(.motility, index, at: time)
        }
        if after >= 1.5, !states[index].fate.isDoomed {
            let time = crossing(1.5) ?? tickEnd
            var random = states[index].random
            let rounding = time + 60 * random.uniform(30...160)
            doom(
                index, rounding: rounding, blebbing: rounding + 60 * random.uniform(8...20),
                hoursToDeath: random.uniform(6...12), random: random)
        }
        if let time = crossing(2.5), states[index].fate.passed < 3 {
            let death = time + 3600 * states[index].random.uniform(2...10)
            let earliest = states[index].fate.blebbing + 1800
            states[index].fate.death = min(states[index].fate.death, max(death, earliest))
            states[index].fate.detachment =
                states[index].fate.death + 3600 * states[index].random.uniform(2...6)
        }
        motions[index].attention = states[index].attention(lead: Specimen.tick)
    }

    private mutating func doom(
        _ index: Int, rounding: Double, blebbing: Double, hoursToDeath: Double, random: SplitMix64
    ) {
        var random = random
        states[index].fate.rounding = rounding
        states[index].fate.blebbing = blebbing
        states[index].fate.death = blebbing + 3600 * hoursToDeath
        states[index].fate.detachment =
            states[index].fate.death + 3600 * random.uniform(2...6)
        states[index].random = random
        motions[index].attention = states[index].attention(lead: Specimen.tick)
    }

    /// Ends the cycle of a cell in mitosis: it stays round, and dies hours later.
    mutating func arrest(_ index: Int, at time: Double) {
        states[index].fate.arrest = time
        states[index].milestone = .never
        report(.arrest, index, at: time)
        guard !states[index].fate.isDoomed else { return }
        var random = states[index].random
        let rounding = time + 3600 * random.uniform(3...7)
        doom(
            index, rounding: rounding, blebbing: rounding + 60 * random.uniform(8...20),
            hoursToDeath: random.uniform(1...3), random: random)
    }

    /// Rounding, blebbing or death comes true.
    mutating func passFate(_ index: Int) {
        let time = states[index].fate.next
        let outcomes = [DamageOutcome.rounding, .blebbing, .death]
        report(outcomes[states[index].fate.passed], index, at: time)
        states[index].fate.passed += 1
        // A cell past anaphase still finishes; before it, the division is off.
        if states[index].milestone <= .anaphase { states[index].milestone = .never }
        if states[index].fate.passed == 3 {
            states[index].milestone = .never
            reportEnd(index, at: time, divided: false)
        }
    }

    /// Makes the cell as lively as its phase and its damage allow.
    mutating func refreshVigour(_ index: Int) {
        let state = states[index]
        let isStill =
            state.fate.passed > 0 || state.fate.arrest < .infinity
            || (state.milestone > .prophase && state.milestone != .never)
        let loss = min(max((state.harm.damage - 0.5) * 1.2, 0), 0.85)
        motions[index].vigour = isStill ? 0.1 : 1 - (state.fate.isSlow ? 0.15 + loss : loss)
    }

    mutating func report(_ what: DamageOutcome, _ index: Int, at time: Double) {
        events.append(.damage(cell: states[index].id, time: time, what: what))
    }

    mutating func reportEnd(_ index: Int, at time: Double, divided: Bool) {
        let state = states[index]
        events.append(
            .end(
                CellEnd(
                    cell: state.id, time: time, dose: namedDose(state),
                    peakDamage: state.harm.peakDamage, divided: divided)))
    }
}
