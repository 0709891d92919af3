import Glibc

extension Specimen {
    /// Puts the first cells on the glass, at all stages of their cycle.
    mutating func seedCells() {
        let area = settings.widthMicrometers * settings.heightMicrometers * 1e-6
        let count = max(Int((area * settings.cellsPerSquareMillimeter).rounded()), 0)
        var places = SplitMix64(seed: settings.seed, part: 0x9_1ACE)
        var clusters: [(x: Double, y: Double)] = []
        for _ in 0..<max(count / 12, 1) { clusters.append(anywhere(&places)) }
        for order in 0..<count {
            let place = freePlace(&places, clusters)
            var random = SplitMix64(seed: settings.seed, part: UInt64(order + 1))
            let state = firstCell(id: nextID, random: &random)
            nextID += 1
            var motion = Motion(
                x: place.x, y: place.y, random: SplitMix64(seed: random.next()),
                orientation: random.uniform(0...(2 * .pi)), kind: state.kind)
            let width = settings.kinds[state.kind].speedMicrometersPerMinute / 60 / 1.2533
            motion.velocityX = width * random.jitter()
            motion.velocityY = width * random.jitter()
            motions.append(motion)
            states.append(state)
            events.append(birth(state, x: place.x, y: place.y))
        }
        skipPast()
        for _ in 0..<40 { settle() }
        turnAndPush()
    }

    /// Milestones that passed before time 0 are history and make no events.
    private mutating func skipPast() {
        for index in states.indices {
            while states[index].milestone < .end,
                states[index].timeline.time(of: states[index].milestone) <= 0
            {
                states[index].milestone = states[index].milestone.next
            }
            states[index].anaphaseX = motions[index].x
            states[index].anaphaseY = motions[index].y
            motions[index].attention = states[index].attention(lead: Specimen.tick)
            refreshVigour(index)
        }
    }

    /// Lets crowded cells part before the clock starts.
    private mutating func settle() {
        turnAndPush()
        for index in motions.indices {
            motions[index].x += motions[index].pushX * 600
            motions[index].y += motions[index].pushY * 600
        }
    }

    private func anywhere(_ random: inout SplitMix64) -> (x: Double, y: Double) {
        (
            (random.unit() - 0.5) * settings.widthMicrometers,
            (random.unit() - 0.5) * settings.heightMicrometers
        )
    }

    private func freePlace(
        _ random: inout SplitMix64, _ clusters: [(x: Double, y: Double)]
    ) -> (x: Double, y: Double) {
        let isClustered = random.unit() < settings.clustering
        let centre = clusters[Int(random.next() % UInt64(clusters.count))]
        guard isClustered else { return anywhere(&random) }
        let x = centre.x + 130 * random.gaussian()
        let y = centre.y + 130 * random.gaussian()
        let isInside =
            abs(x) < settings.widthMicrometers / 2 && abs(y) < settings.heightMicrometers / 2
        return isInside ? (x, y) : anywhere(&random)
    }

    private func firstCell(id: Int, random: inout SplitMix64) -> CellState {
        let kind = drawKind(&random)
        let rules = settings.kinds[kind]
        let cycle = 3600 * random.uniform(rules.shortestCycleHours...rules.longestCycleHours)
        // In a growing population young cells are twice as common as old ones.
        let age = -log2(1 - random.unit() / 2)
        return CellState(
            first: id, kind: kind, rules: rules, age: age * cycle, cycle: cycle,
            labels: settings.fluorophores.count, random: &random)
    }

    private func drawKind(_ random: inout SplitMix64) -> Int {
        let total = settings.kinds.reduce(0) { $0 + $1.share }
        var left = random.unit() * total
        for (index, kind) in settings.kinds.enumerated() {
            left -= kind.share
            if left < 0 { return index }
        }
        return settings.kinds.count - 1
    }
}

extension CellState {
    /// One of the first cells, `age` seconds old at time 0.
    init(
        first id: Int, kind: Int, rules: CellKind, age: Double, cycle: Double, labels: Int,
        random: inout SplitMix64
    ) {
        self.id = id
        parent = nil
        self.kind = kind
        bornAt = -age
        isDaughter = true
        timeline = Timeline(birth: -age, cycle: cycle, random: &random)
        tolerance = rules.tolerance * random.logNormal(spread: rules.toleranceSpread)
        expression = []
        for _ in 0..<labels {
            expression.append(random.logNormal(spread: rules.expressionSpread))
        }
        intact = Array(repeating: IntactShare(), count: labels)
        look = CellLook(random: &random)
        self.random = random
    }
}
