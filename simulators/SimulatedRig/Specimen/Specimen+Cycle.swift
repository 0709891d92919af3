import Glibc

extension Specimen {
    /// Passes every milestone and every turn of fate that is due for a cell.
    mutating func attend(to index: Int, until end: Double) {
        while true {
            let fate = states[index].fate
            if fate.next <= end, fate.passed < 3 {
                passFate(index)
            } else if isMilestoneDue(states[index], until: end) {
                passMilestone(index)
            } else {
                break
            }
        }
        motions[index].attention = states[index].attention(lead: Specimen.tick)
        refreshVigour(index)
    }

    private func isMilestoneDue(_ state: CellState, until end: Double) -> Bool {
        state.milestone < .end
            && state.timeline.time(of: state.milestone) - Specimen.tick <= end
    }

    private mutating func passMilestone(_ index: Int) {
        let milestone = states[index].milestone
        if milestone == .prophase, isEntryHeld(index) { return }
        if milestone == .anaphase, isPlateHeld(index) { return }
        let time = states[index].timeline.time(of: milestone)
        if milestone == .anaphase {
            let place = motions[index].position(after: 0)
            states[index].anaphaseX = place.x
            states[index].anaphaseY = place.y
        }
        if let phase = milestone.phase {
            events.append(.phase(cell: states[index].id, phase: phase, time: time))
        }
        states[index].milestone = milestone.next
    }

    /// Whether damage keeps the cell from entering mitosis for now.
    private mutating func isEntryHeld(_ index: Int) -> Bool {
        let damage = states[index].harm.damage
        let due = states[index].timeline.prophase
        if damage >= 1 {
            if !states[index].isEntryDelayed { report(.delay, index, at: due) }
            states[index].isEntryDelayed = true
            states[index].timeline.postpone(from: .prophase, by: 3600)
            return true
        }
        guard damage > 0.02, !states[index].isEntryDelayed else { return false }
        states[index].isEntryDelayed = true
        postpone(index, from: .prophase, damage: damage)
        return true
    }

    /// Whether damage holds the cell at its metaphase plate, for a while or for good.
    private mutating func isPlateHeld(_ index: Int) -> Bool {
        let damage = states[index].harm.damage
        let due = states[index].timeline.anaphase
        if damage >= 1 {
            arrest(index, at: due)
            return true
        }
        guard damage > 0.02, !states[index].isPlateDelayed else { return false }
        states[index].isPlateDelayed = true
        postpone(index, from: .anaphase, damage: damage)
        return true
    }

    private mutating func postpone(_ index: Int, from milestone: Milestone, damage: Double) {
        let seconds = settings.phototoxicity.delayMinutes * 60 * damage
        let due = states[index].timeline.time(of: milestone)
        // Five minutes are within the spread of healthy mitoses and would not be called a delay.
        if seconds > 300 { report(.delay, index, at: due) }
        states[index].timeline.postpone(from: milestone, by: seconds)
    }

    /// The two cells that `index` becomes at the end of its division.
    mutating func divide(_ index: Int) -> [(Motion, CellState)] {
        let mother = states[index]
        let motion = motions[index]
        let time = mother.timeline.end
        let ids = [nextID, nextID + 1]
        nextID += 2
        events.append(
            .division(
                CellDivision(
                    cell: mother.id, envelopeBreakdown: mother.timeline.envelopeBreakdown,
                    metaphase: mother.timeline.metaphase, anaphase: mother.timeline.anaphase,
                    end: time, xMicrometers: mother.anaphaseX, yMicrometers: mother.anaphaseY,
                    daughters: ids)))
        reportEnd(index, at: time, divided: true)
        var source = mother.random
        let reach =
            DivisionShape.daughterDistance * settings.kinds[mother.kind].roundRadiusMicrometers
        let axis = (x: cos(motion.orientation), y: sin(motion.orientation))
        return ids.enumerated().map { order, id in
            let side = (order == 0 ? -reach : reach) * mother.look.size
            var random = SplitMix64(seed: source.next(), part: UInt64(order))
            let daughter = CellState(daughter: id, of: mother, at: time, settings, random: &random)
            var placed = Motion(
                x: motion.x + axis.x * side, y: motion.y + axis.y * side,
                random: SplitMix64(seed: random.next()), orientation: motion.orientation,
                kind: mother.kind)
            placed.isStressed = motion.isStressed
            placed.attention = daughter.attention(lead: Specimen.tick)
            events.append(birth(daughter, x: placed.x, y: placed.y))
            return (placed, daughter)
        }
    }

    func birth(_ state: CellState, x: Double, y: Double) -> SpecimenEvent {
        .birth(
            CellBirth(
                cell: state.id, kind: settings.kinds[state.kind].name, time: state.bornAt,
                xMicrometers: x, yMicrometers: y, parent: state.parent))
    }
}

extension CellState {
    /// A daughter: it inherits harm, bleaching and doom, and draws a life of its own.
    init(
        daughter id: Int, of mother: CellState, at time: Double, _ settings: SpecimenSettings,
        random: inout SplitMix64
    ) {
        let rules = settings.kinds[mother.kind]
        self.id = id
        parent = mother.id
        kind = mother.kind
        bornAt = time
        isDaughter = true
        let hours = random.uniform(rules.shortestCycleHours...rules.longestCycleHours)
        timeline = Timeline(birth: time, cycle: 3600 * hours, random: &random)
        tolerance = rules.tolerance * random.logNormal(spread: rules.toleranceSpread)
        expression = mother.expression.map { $0 * random.logNormal(spread: 0.08) }
        intact = mother.intact
        lastLight = mother.lastLight
        harm = mother.harm
        harm.peakDamage = harm.damage
        fate = mother.fate
        if fate.isDoomed { milestone = .never }
        look = CellLook(random: &random)
        look.size = 0.5 * (look.size + mother.look.size)
        self.random = random
    }
}
