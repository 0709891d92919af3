extension Specimen {
    /// Lives through one tick.
    mutating func step() {
        let end = tickEnd
        moveAll()
        reportFlashes(until: end)
        var isChanging = false
        for index in motions.indices {
            if motions[index].isStressed { react(index) }
            if motions[index].attention <= end {
                attend(to: index, until: end)
                isChanging = isChanging || needsReplacing(index, at: end)
            }
        }
        if isChanging { replaceCells(at: end) }
        tickIndex += 1
        if tickIndex % Neighbourhood.ticks == 0 { turnAndPush() }
        applyQueuedLight()
    }

    /// Reports the flashes that begin in this tick.
    private mutating func reportFlashes(until end: Double) {
        let flashes = settings.flashes
        guard flashes.perCellPerHour > 0 else { return }
        let start = tickStart
        for state in states where state.fate.death > end {
            guard let flash = flashes.flash(ofCell: state.look.seed, near: start),
                (start..<end).contains(flash.lowerBound)
            else { continue }
            events.append(.flash(cell: state.id, from: flash.lowerBound, to: flash.upperBound))
        }
    }

    private mutating func moveAll() {
        let halfWidth = settings.widthMicrometers / 2
        let halfHeight = settings.heightMicrometers / 2
        let wanderings = wanderings
        motions.withUnsafeMutableBufferPointer { motions in
            for index in motions.indices {
                var motion = motions[index]
                let place = motion.position(after: Specimen.tick)
                let wandering = wanderings[motion.kind]
                motion.x = place.x
                motion.y = place.y
                motion.velocityX =
                    motion.velocityX * wandering.persistence
                    + motion.random.jitter() * wandering.kick
                motion.velocityY =
                    motion.velocityY * wandering.persistence
                    + motion.random.jitter() * wandering.kick
                // At the rim of the field cells turn back.
                if abs(motion.x) > halfWidth {
                    motion.velocityX = motion.x > 0 ? -abs(motion.velocityX) : abs(motion.velocityX)
                }
                if abs(motion.y) > halfHeight {
                    motion.velocityY = motion.y > 0 ? -abs(motion.velocityY) : abs(motion.velocityY)
                }
                motions[index] = motion
            }
        }
    }

    private func needsReplacing(_ index: Int, at time: Double) -> Bool {
        let state = states[index]
        return state.fate.detachment <= time
            || (state.milestone == .end && state.timeline.end <= time)
    }

    /// Puts daughters in the place of mothers, and lets remains float away.
    private mutating func replaceCells(at time: Double) {
        var daughters: [(Motion, CellState)] = []
        for index in states.indices.reversed() {
            if states[index].fate.detachment <= time {
                states.remove(at: index)
                motions.remove(at: index)
            } else if states[index].milestone == .end, states[index].timeline.end <= time {
                let pair = divide(index)
                motions[index] = pair[0].0
                states[index] = pair[0].1
                daughters.append(pair[1])
            }
        }
        for daughter in daughters {
            motions.append(daughter.0)
            states.append(daughter.1)
        }
    }
}
