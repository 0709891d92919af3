/// Walks through the steps of one plan, the last axis of its order fastest.
struct EventWalker {
    let resolved: ResolvedSequence
    /// An index per axis ordinal; -1 for axes that are not used.
    private(set) var step = [-1, -1, -1, -1, -1]
    private let ordinals: [Int]
    private var hasStarted = false
    /// What every event starts from: for a position's own sequence, the event around it.
    private var base = MDAEvent()
    private let isNested: Bool
    private let origin: NestedOrigin
    private var lastTime: Int
    private var lastPosition = -1

    /// Walks through a whole plan.
    init(_ resolved: ResolvedSequence) {
        self.init(resolved, base: MDAEvent(), origin: NestedOrigin(), isNested: false, lastTime: -1)
    }

    /// Walks through the sequence of the position at which `outer` stands.
    init(_ resolved: ResolvedSequence, at position: Position, base: MDAEvent, in outer: EventWalker)
    {
        let origin = NestedOrigin(position, event: base, sequence: resolved.plan)
        self.init(
            resolved, base: base, origin: origin, isNested: true, lastTime: outer.lastTime)
    }

    private init(
        _ resolved: ResolvedSequence, base: MDAEvent, origin: NestedOrigin, isNested: Bool,
        lastTime: Int
    ) {
        self.resolved = resolved
        self.base = base
        self.origin = origin
        self.isNested = isNested
        self.lastTime = lastTime
        ordinals = resolved.order.map(\.ordinal)
        for axis in PlanAxis.defaultOrder where resolved.uses(axis) { self.base.index[axis] = 0 }
    }

    /// The position at which the walk stands, if the plan has positions.
    var position: Int? {
        let index = step[PlanAxis.position.ordinal]
        return index < 0 ? nil : index
    }

    /// The next event that is not skipped, without its timer flag.
    mutating func next() -> MDAEvent? {
        while advance() {
            if !resolved.rules.skips(step) { return event() }
        }
        return nil
    }

    /// Sets the timer flag on `event`: at time point 0, unless the event before was there too.
    mutating func mark(_ event: inout MDAEvent) {
        guard let time = event.index[.time] else { return }
        event.resetEventTimer = time == 0 && lastTime != 0
        lastTime = time
    }

    private mutating func advance() -> Bool {
        guard hasStarted else {
            hasStarted = true
            for ordinal in ordinals { step[ordinal] = 0 }
            return !ordinals.isEmpty
        }
        for place in ordinals.indices.reversed() {
            step[ordinals[place]] += 1
            if step[ordinals[place]] < resolved.counts[place] { return true }
            step[ordinals[place]] = 0
        }
        return false
    }

    private mutating func event() -> MDAEvent {
        var event = base
        for axis in resolved.order { event.index[axis] = step[axis.ordinal] }
        let time = step[PlanAxis.time.ordinal]
        if time >= 0 { event.minStartTime = resolved.times[time] }
        let channel = step[PlanAxis.channel.ordinal]
        if channel >= 0 { apply(resolved.channels[channel], to: &event) }
        place(&event)
        if let position { apply(resolved.positions[position], to: &event) }
        lastPosition = position ?? -1
        return event
    }

    private mutating func apply(_ channel: ChannelPlan, to event: inout MDAEvent) {
        event.channel = EventChannel(config: channel.config, group: channel.group)
        guard let exposure = channel.exposure else { return }
        event.exposure = exposure
        // In a position's own sequence an exposure holds on for later channels that have none.
        if isNested { base.exposure = exposure }
    }

    private func apply(_ position: Position, to event: inout MDAEvent) {
        if let name = position.name, !name.isEmpty { event.positionName = name }
        if !position.properties.isEmpty, self.position != lastPosition {
            event.properties = position.properties
        }
    }

    private func place(_ event: inout MDAEvent) {
        let position = self.position.map { resolved.positions[$0] }
        event.xMicrometers = position?.xMicrometers
        event.yMicrometers = position?.yMicrometers
        event.zMicrometers = position?.zMicrometers
        let plane = step[PlanAxis.z.ordinal]
        if plane >= 0 {
            let channel = step[PlanAxis.channel.ordinal]
            var z = resolved.planes[plane]
            if channel >= 0 { z += resolved.channels[channel].zOffsetMicrometers }
            if resolved.plan.zPlan?.isRelative == true { z += position?.zMicrometers ?? 0 }
            event.zMicrometers = z
        }
        let field = step[PlanAxis.grid.ordinal]
        if field >= 0 {
            let point = resolved.grid[field]
            let isRelative = resolved.plan.gridPlan?.isRelative == true
            event.xMicrometers = point.x + (isRelative ? position?.xMicrometers ?? 0 : 0)
            event.yMicrometers = point.y + (isRelative ? position?.yMicrometers ?? 0 : 0)
        }
        if isNested { origin.place(&event) }
    }
}
