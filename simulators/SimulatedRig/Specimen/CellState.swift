/// Everything about a cell that changes rarely.
struct CellState: Sendable, Equatable {
    let id: Int
    let parent: Int?
    let kind: Int
    let bornAt: Double
    /// Born in this specimen, so that it still has to spread.
    let isDaughter: Bool
    /// What this lineage draws its fate from; light changes outcomes, not draws.
    var random: SplitMix64

    var timeline: Timeline
    var milestone = Milestone.prophase
    var isEntryDelayed = false
    var isPlateDelayed = false
    var anaphaseX = 0.0
    var anaphaseY = 0.0
    var fate = Fate()

    let tolerance: Double
    var harm = LightHarm()
    /// Label brightness relative to the average cell, by fluorophore.
    var expression: [Double]
    var intact: [IntactShare]
    var lastLight = 0.0
    /// J/cm², by the index of the line.
    var dose: [Double] = []
    var look: CellLook

    /// The state that can be seen at `time`.
    func phase(at time: Double) -> CellPhase {
        if fate.death <= time { return .dead }
        if fate.blebbing <= time { return .blebbing }
        if fate.rounding <= time { return .rounding }
        if fate.arrest <= time { return .arrested }
        return timeline.phase(at: time)
    }

    /// The next time at which a tick has to look at this cell.
    ///
    /// What other cells or pictures depend on is decided one tick ahead, so that no picture shows
    /// a step that is then taken back.
    func attention(lead: Double) -> Double {
        let cycle = timeline.time(of: milestone) - (milestone < .end ? lead : 0)
        return min(cycle, fate.next)
    }
}

/// What damage has in store for a cell, in seconds of rig time; infinite while it has nothing.
struct Fate: Sendable, Equatable {
    var arrest = Double.infinity
    var rounding = Double.infinity
    var blebbing = Double.infinity
    var death = Double.infinity
    /// When the remains let go of the glass.
    var detachment = Double.infinity
    /// How many of rounding, blebbing, death and detachment are over.
    var passed = 0
    var isSlow = false

    var isDoomed: Bool { rounding < .infinity || death < .infinity }

    var next: Double {
        switch passed {
        case 0: rounding
        case 1: blebbing
        case 2: death
        case 3: detachment
        default: .infinity
        }
    }
}

/// What makes one cell look different from the next.
struct CellLook: Sendable, Equatable {
    var size: Double
    /// Which outlines it changes between, and how fast.
    var firstOutline: Int
    var secondOutline: Int
    var changeMinutes: Double
    var changePhase: Double
    var isMirrored: Bool
    /// Where in the shared textures its own texture lies, µm.
    var textureX: Double
    var textureY: Double
    var nucleusAngle: Double
    var seed: UInt64

    init(random: inout SplitMix64) {
        size = 1 + 0.12 * random.jitter()
        firstOutline = Int(random.next() % 8)
        secondOutline = Int(random.next() % 8)
        changeMinutes = random.uniform(40...110)
        changePhase = random.uniform(0...6.28)
        isMirrored = random.next() & 1 == 1
        textureX = random.uniform(0...64)
        textureY = random.uniform(0...64)
        nucleusAngle = random.uniform(-0.5...0.5)
        seed = random.next()
    }
}
