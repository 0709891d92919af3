/// The events of a plan, computed as they are asked for.
///
/// Memory grows with the number of positions, grid points and planes, never with their product or
/// with the number of time points. Can be iterated any number of times, always the same.
package struct EventSequence: Sequence, Sendable {
    private let resolved: ResolvedSequence

    init(_ resolved: ResolvedSequence) {
        self.resolved = resolved
    }

    package func makeIterator() -> EventIterator { EventIterator(resolved) }
}

/// Walks through the events of a plan.
package struct EventIterator: IteratorProtocol {
    private var stream: EventStream
    private let sharedAxes: [PlanAxis]
    /// One event ahead, to know whether the shutter may stay open.
    private var ahead: MDAEvent?

    init(_ resolved: ResolvedSequence) {
        stream = EventStream(resolved)
        sharedAxes = resolved.plan.keepShutterOpenAcross
        if !sharedAxes.isEmpty { ahead = stream.next() }
    }

    package mutating func next() -> MDAEvent? {
        guard !sharedAxes.isEmpty else { return stream.next() }
        guard var event = ahead else { return nil }
        ahead = stream.next()
        if let ahead {
            event.keepShutterOpen = PlanAxis.defaultOrder.allSatisfy { axis in
                event.index[axis] == nil || sharedAxes.contains(axis)
                    || !event.index.differs(from: ahead.index, on: axis)
            }
        }
        return event
    }
}

/// The events of a plan and of its positions' own sequences, with autofocus, without shutter.
struct EventStream {
    private var outer: EventWalker
    /// The walk through the current position's own sequence.
    private var inner: EventWalker?
    private var memory: AutofocusMemory
    /// The image that an autofocus event was put before.
    private var pending: MDAEvent?

    init(_ resolved: ResolvedSequence) {
        outer = EventWalker(resolved)
        memory = AutofocusMemory(resolved)
    }

    mutating func next() -> MDAEvent? {
        if let event = pending {
            pending = nil
            return event
        }
        while true {
            if inner != nil {
                if var event = inner?.next() {
                    inner?.mark(&event)
                    return focused(event)
                }
                inner = nil
            }
            guard var event = outer.next() else { return nil }
            guard let place = outer.position, let nested = outer.resolved.nested[place] else {
                outer.mark(&event)
                return focused(event)
            }
            let position = outer.resolved.positions[place]
            inner = EventWalker(nested, at: position, base: event, in: outer)
        }
    }

    /// `event`, or the autofocus that has to come first.
    private mutating func focused(_ event: MDAEvent) -> MDAEvent {
        let place = outer.position
        let own = place.flatMap { outer.resolved.positions[$0].sequence?.autofocusPlan }
        guard let plan = own ?? outer.resolved.plan.autofocusPlan else { return event }
        let focusing = memory.event(
            before: event, plan, ofPosition: own == nil ? nil : place, nested: inner?.resolved)
        guard let focusing else { return event }
        pending = event
        return focusing
    }
}
